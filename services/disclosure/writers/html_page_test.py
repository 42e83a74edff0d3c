"""Judges the golden page with the HTML parser of Python's standard library: nesting, ids, headings, tables."""
import html.parser
import pathlib
import sys
import unittest

VOID = {"meta", "br", "col"}
PAGES = []


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.open, self.problems, self.ids, self.references = [], [], [], []
        self.headings, self.tables, self.counts, self.language = [], [], {}, None

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.counts[tag] = self.counts.get(tag, 0) + 1
        if len(values) != len(attributes):
            self.problems.append(f"{self.getpos()}: <{tag}> has an attribute twice")
        if "id" in values:
            self.ids.append(values["id"])
        self.references += [values[name] for name in ("aria-labelledby",) if name in values]
        if values.get("href", "").startswith("#"):
            self.references.append(values["href"][1:])
        if tag == "html":
            self.language = values.get("lang")
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.headings.append(int(tag[1]))
        if tag == "p" and "p" in self.open:
            self.problems.append(f"{self.getpos()}: <p> in <p>")
        if tag == "table":
            self.tables.append({"columns": 0, "rows": [], "caption": False})
        if tag == "col":
            self.tables[-1]["columns"] += 1
        if tag == "caption":
            self.tables[-1]["caption"] = True
        if tag == "tr":
            self.tables[-1]["rows"].append([])
        if tag in ("th", "td"):
            self.tables[-1]["rows"][-1].append((int(values.get("colspan", 1)), int(values.get("rowspan", 1))))
            if tag == "th" and values.get("scope") not in ("col", "row"):
                self.problems.append(f"{self.getpos()}: <th> without scope")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open[-1] != tag:
            self.problems.append(f"{self.getpos()}: </{tag}> closes <{self.open[-1] if self.open else ''}>")
        else:
            self.open.pop()


def slots_filled(table):
    """Counts the slots that the cells fill; each must be filled once."""
    filled, width = set(), table["columns"]
    for row, cells in enumerate(table["rows"]):
        column = 0
        for columns, rows in cells:
            while (row, column) in filled:
                column += 1
            slots = {(row + r, column + c) for r in range(rows) for c in range(columns)}
            if slots & filled:
                return "cells overlap"
            filled |= slots
            column += columns
    expected = {(r, c) for r in range(len(table["rows"])) for c in range(width)}
    return "" if filled == expected else f"{len(filled ^ expected)} slots are not filled exactly"


class HtmlPageTest(unittest.TestCase):
    def setUp(self):
        self.pages = {}
        for path in PAGES:
            page = Page()
            page.feed(path.read_text(encoding="utf-8"))
            page.close()
            self.pages[path.name] = page
        self.assertTrue(self.pages, "no pages to judge")

    def test_elements_are_closed_in_order(self):
        for name, page in self.pages.items():
            self.assertEqual(page.problems, [], name)
            self.assertEqual(page.open, [], name)

    def test_ids_are_unique_and_references_lead_somewhere(self):
        for name, page in self.pages.items():
            self.assertEqual(len(page.ids), len(set(page.ids)), name)
            self.assertEqual([r for r in page.references if r not in page.ids], [], name)

    def test_headings_start_with_one_title_and_skip_no_level(self):
        for name, page in self.pages.items():
            self.assertEqual(page.headings.count(1), 1, name)
            self.assertEqual(page.headings[0], 1, name)
            for upper, lower in zip(page.headings, page.headings[1:]):
                self.assertLessEqual(lower, upper + 1, name)

    def test_tables_have_captions_and_fill_their_columns(self):
        for name, page in self.pages.items():
            for table in page.tables:
                self.assertTrue(table["caption"], name)
                self.assertEqual(slots_filled(table), "", name)

    def test_page_is_chinese_and_needs_no_script(self):
        for name, page in self.pages.items():
            self.assertEqual(page.language, "zh-CN", name)
            self.assertNotIn("script", page.counts, name)
            self.assertEqual(page.counts.get("main"), 1, name)
            self.assertEqual(page.counts.get("nav"), 1, name)


if __name__ == "__main__":
    PAGES.extend(pathlib.Path(argument) for argument in sys.argv[1:])
    unittest.main(argv=sys.argv[:1])
