//! Which cell of a sheet a character of a table's text comes from: [`Written`] remembers it for every filled cell while
//! the text is written, so that a finding is brought back to its cell without reading the text again.

/// The filled cells of a table's text, in its order.
#[derive(Clone, Debug, Default)]
pub struct Written {
    cells: Vec<Span>,
}

/// The characters of a line that a cell takes, from 1.
#[derive(Clone, Copy, Debug)]
struct Span {
    line: u32,
    first: u32,
    /// The character after the last.
    end: u32,
    column: u32,
}

impl Written {
    /// Remembers that the cell of a column (from 1) takes `length` characters of a line, from the character `first`.
    pub fn push(&mut self, line: usize, first: usize, length: usize, column: usize) {
        let whole = |number: usize| u32::try_from(number).unwrap_or(u32::MAX);
        let end = whole(first.saturating_add(length));
        self.cells.push(Span { line: whole(line), first: whole(first), end, column: whole(column) });
    }

    /// The column, from 1, of the cell at a character of a line. An empty cell takes only the separator after it.
    #[must_use]
    pub fn column(&self, line: usize, character: usize) -> usize {
        let after =
            self.cells.partition_point(|cell| (cell.line as usize, cell.first as usize) <= (line, character));
        let before = after.checked_sub(1).and_then(|at| self.cells.get(at));
        match before.filter(|cell| cell.line as usize == line) {
            Some(cell) => cell.column as usize + character.saturating_sub(cell.end as usize),
            None => character,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn characters_find_their_cells() {
        // ,"ab",,"c"
        let mut written = Written::default();
        written.push(3, 2, 4, 2);
        written.push(3, 8, 3, 4);
        let columns = [1, 2, 5, 7, 8, 10].map(|character| written.column(3, character));
        assert_eq!(columns, [1, 2, 2, 3, 4, 4]);
        assert_eq!(written.column(4, 5), 5, "an empty line");
    }
}
