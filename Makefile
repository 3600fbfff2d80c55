# The same as scripts/demo, scripts/test and .ci/run, for those who type `make` first.
.PHONY: demo test ci

demo:
	scripts/demo

test:
	scripts/test

ci:
	.ci/run
