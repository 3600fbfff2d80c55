//! The page around the data: style, script, fonts and the policy that lets nothing else in.

use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::document::Room;
use crate::chart::font::{self, Weight};
use crate::chart::palette::{self, Hue};
use crate::chart::svg::escape;
use crate::words::room::no_script;
use crate::words::{Lang, serve};

const TEMPLATE: &str = include_str!("../../../assets/room/room.html");
const STYLE: &str = include_str!("../../../assets/room/room.css");
/// One script in one block, so that nothing of it is global but what it hands out.
const SCRIPT: &str = concat!(
    "\"use strict\";\n{\n",
    include_str!("../../../assets/room/script/document.js"),
    include_str!("../../../assets/room/script/numbers.js"),
    include_str!("../../../assets/room/script/elements.js"),
    include_str!("../../../assets/room/script/follow.js"),
    include_str!("../../../assets/room/script/controls.js"),
    include_str!("../../../assets/room/script/answer.js"),
    include_str!("../../../assets/room/script/charts.js"),
    include_str!("../../../assets/room/script/roadmap.js"),
    include_str!("../../../assets/room/script/story.js"),
    include_str!("../../../assets/room/script/main.js"),
    "}\n"
);

/// What a served page has beside them: the panel of questions.
const LIVE: &str = concat!(
    include_str!("../../../assets/room/live/panel.js"),
    include_str!("../../../assets/room/live/wishes.js"),
    include_str!("../../../assets/room/live/ask.js"),
    include_str!("../../../assets/room/live/save.js"),
);
const LIVE_STYLE: &str = include_str!("../../../assets/room/live/live.css");

/// The whole page.
#[must_use]
pub fn page(room: &Room) -> String {
    let data = serde_json::to_string(room).unwrap_or_default();
    let data = crate::signs::visible(&data);
    whole(room, &data, "", SCRIPT, "").0
}

/// The page with the panel of questions, and its policy: it may ask its own server, and nobody else.
#[must_use]
pub fn served(room: &Room, live: &Value) -> (String, String) {
    let mut data = serde_json::to_value(room).unwrap_or_default();
    data["live"] = live.clone();
    for lang in [Lang::Id, Lang::En] {
        for (key, word) in serve::words(lang) {
            data["words"][lang.pick("id", "en")][key] = Value::from(word);
        }
        data["words"][lang.pick("id", "en")]["made_by"] = Value::from(serve::made_by(lang));
    }
    let script = [SCRIPT.strip_suffix("}\n").unwrap_or(SCRIPT), LIVE, "}\n"].concat();
    whole(room, &data.to_string(), LIVE_STYLE, &script, "; connect-src 'self'")
}

/// A page and its policy.
fn whole(room: &Room, data: &str, more_style: &str, script: &str, more_policy: &str) -> (String, String) {
    let data = data.replace('<', "\\u003c");
    let style = [&fonts(), &colours(), STYLE, more_style].concat();
    let policy = format!(
        "default-src 'none'; script-src '{}'; style-src '{}'; font-src data:; img-src data:; base-uri 'none'; \
         form-action 'none'{more_policy}",
        hash(script),
        hash(&style)
    );
    let title = if room.lang == "en" { &room.case.name.1 } else { &room.case.name.0 };
    let title = escape(title);
    let parts = [
        ("{{lang}}", room.lang),
        ("{{policy}}", &policy),
        ("{{version}}", room.version),
        ("{{title}}", &title),
        ("{{style}}", &style),
        ("{{noscript}}", no_script()),
        ("{{data}}", &data),
        ("{{script}}", script),
    ];
    let (mut page, mut rest) = (String::new(), TEMPLATE);
    // The parts stand in this order, so that nothing is looked for in what was put in.
    for (mark, part) in parts {
        if let Some((before, after)) = rest.split_once(mark) {
            page.extend([before, part]);
            rest = after;
        }
    }
    (page + rest, policy)
}

fn hash(text: &str) -> String {
    format!("sha256-{}", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

fn fonts() -> String {
    let weights = [Weight::Regular, Weight::Medium, Weight::Bold];
    let face = |(weight, file): (Weight, &[u8])| {
        format!(
            "@font-face{{font-family:\"{}\";font-weight:{};src:url(data:font/ttf;base64,{}) format(\"truetype\")}}\n",
            font::FAMILY,
            weight.number(),
            STANDARD.encode(file)
        )
    };
    weights.into_iter().zip(font::FILES).map(face).collect()
}

/// The colours of categories on light paper, and on dark.
fn colours() -> String {
    let of = |hue: Hue| {
        format!("--fill:{};--on-fill:{};--tint:{};--ink:{}", hue.fill, hue.on_fill, hue.tint, hue.ink)
    };
    let rules = |before: &str, hue: fn(usize) -> Hue| {
        (0..palette::HUES).fold(String::new(), |mut text, at| {
            // Writing to a string does not fail.
            let _ = writeln!(text, "{before} .hue{at}{{{}}}", of(hue(at)));
            text
        })
    };
    let dark = |before: &str| rules(before, palette::hue_on_dark);
    [
        rules(":root", palette::hue),
        format!(
            "@media screen and (prefers-color-scheme:dark){{{}}}\n",
            dark(":root:not([data-theme=light])")
        ),
        format!("@media screen{{{}}}\n", dark(":root[data-theme=dark]")),
    ]
    .concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::room::words;

    #[test]
    fn every_part_of_the_template_is_filled_in_its_order() {
        let marks = ["lang", "policy", "version", "title", "style", "noscript", "data", "script"];
        let found: Vec<&str> = TEMPLATE
            .split("{{")
            .skip(1)
            .filter_map(|part| part.split_once("}}"))
            .map(|(mark, _)| mark)
            .collect();
        assert_eq!(found, marks);
    }

    /// The script asks for words by key; every key is there, and every word is asked for.
    #[test]
    fn script_and_words_agree() {
        let keys: Vec<&str> = words(Lang::En).map(|(key, _)| key).collect();
        let asked: Vec<&str> = SCRIPT
            .split("say(\"")
            .skip(1)
            .filter_map(|part| part.split_once('"'))
            .map(|(key, _)| key)
            .collect();
        for key in &asked {
            let family = key.ends_with('_');
            assert!(
                keys.iter().any(|held| held == key || family && held.starts_with(key)),
                "no word for {key}"
            );
        }
        for key in keys {
            let family = asked.iter().any(|asked| asked.ends_with('_') && key.starts_with(asked));
            let quoted = SCRIPT.contains(&format!("\"{key}\"")) || SCRIPT.contains(&format!(".{key}"));
            assert!(family || quoted || key.starts_with("fact_"), "nobody asks for {key}");
        }
    }

    /// The same of the panel of questions, which may use the words of the room too.
    #[test]
    fn panel_and_words_agree() {
        let own: Vec<&str> = serve::words(Lang::En).map(|(key, _)| key).collect();
        let all: Vec<&str> = words(Lang::En).map(|(key, _)| key).chain(own.iter().copied()).collect();
        let asked = LIVE.split("say(\"").skip(1).filter_map(|part| part.split_once('"')).map(|(key, _)| key);
        let asked: Vec<&str> = asked.collect();
        for key in &asked {
            let family = key.ends_with('_');
            assert!(
                all.iter().any(|held| held == key || family && held.starts_with(key)),
                "no word for {key}"
            );
        }
        let of_family = |key: &str| asked.iter().any(|asked| asked.ends_with('_') && key.starts_with(asked));
        for key in own {
            assert!(LIVE.contains(&format!("\"{key}\"")) || of_family(key), "nobody asks for {key}");
            assert!(words(Lang::En).all(|(held, _)| held != key), "{key} is a word of the room");
        }
    }

    /// Nothing in what is embedded ends a script or style early, or loads anything.
    #[test]
    fn embedded_parts_are_whole() {
        for part in [SCRIPT, STYLE, LIVE, LIVE_STYLE] {
            assert!(!part.to_lowercase().contains("</s") && !part.contains("<!--"));
            assert!(!part.contains("innerHTML") && !part.contains("import ") && !part.contains("eval("));
        }
        assert!(!SCRIPT.contains("fetch(") && !LIVE_STYLE.contains("url("));
        assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
        let addresses =
            SCRIPT.split("http").skip(1).filter(|rest| !rest.starts_with("://www.w3.org/2000/svg"));
        assert_eq!(addresses.count(), 0);
    }
}
