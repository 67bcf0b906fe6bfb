"""Files are read with the line of everything in them, and every kind of mistake has a line."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.depth import examples
from wellbeing_portal.core.content import ContentProblems, read_table, read_yaml

YAML = """\
# A comment
slug: one
list:
  - a
  - name: b
    deep:
      - [x, y]
text: |
  two
  lines
last: 2020-01-02
"""


@pytest.fixture
def write(tmp_path):
    def write(text, name="file.yaml"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return write


def problems(read, path):
    with pytest.raises(ContentProblems) as told:
        read(path)
    return told.value.problems


def refusal(read, path):
    try:
        read(path)
    except ContentProblems as told:
        return told.problems
    return []


def test_yaml_gives_values_and_lines(write):
    parsed = read_yaml(write(YAML))

    assert parsed.data["list"] == ["a", {"name": "b", "deep": [["x", "y"]]}]
    assert parsed.data["text"] == "two\nlines\n"
    assert parsed.data["last"].isoformat() == "2020-01-02"
    lines = {
        (): 2,
        ("slug",): 2,
        ("list",): 3,
        ("list", 0): 4,
        ("list", 1): 5,
        ("list", 1, "deep"): 6,
        ("list", 1, "deep", 0): 7,
        ("list", 1, "deep", 0, 1): 7,
        ("text",): 8,
        ("last",): 11,
    }
    assert {location: parsed.line_of(location) for location in lines} == lines


def test_line_of_what_is_not_there_is_that_of_what_holds_it(write):
    parsed = read_yaml(write(YAML))

    assert parsed.line_of(("list", 1, "deep", 9, "x")) == 6
    assert parsed.line_of(("nothing",)) == 2


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\nb: [1\nc: 2\n", 3, "this is not YAML"),
        ("a: 1\n\tb: 2\n", 2, "this is not YAML"),
        ("a: b: c\n", 1, "this is not YAML"),
        ('a: "open\n', 2, "this is not YAML"),
        ("a: 1\n---\nb: 2\n", 2, "this is not YAML"),
        ("a: *unknown\n", 1, "this is not YAML"),
        ("", 1, "a content file is a list of “name: value” lines"),
        ("- a\n- b\n", 1, "a content file is a list of “name: value” lines"),
        ("just words\n", 1, "a content file is a list of “name: value” lines"),
        ("a: 1\nb: 2\na: 3\n", 3, "this name stands twice"),
        ("a:\n  - x: 1\n    y: 2\n    x: 3\n", 4, "this name stands twice"),
        ("a: 1\nb: 2021-13-45\n", 2, "cannot be read"),
        ("a: 1\nb: !!python/object:os.system x\n", 2, "cannot be read"),
        ("a: 1\nb: !custom x\n", 2, "cannot be read"),
        (b"a: 1\nb: caf\xe9\n", 2, "this is not UTF-8 text"),
        (b"a: 1\n\nb: \xff\xfe\n", 3, "this is not UTF-8 text"),
        ("a: 1\nb: \x08\n", 2, "this is not YAML"),
        ("a: 1\nb: \0\n", 2, "this is not YAML"),
        ("a: &a\n  b: *a\n", 1, "cannot be read"),
        ("a: &a [*a]\n", 1, "cannot be read"),
    ],
)
def test_mistake_in_yaml_has_its_line(write, text, line, message):
    path = write(text)

    problem = problems(read_yaml, path)[0]

    assert (problem.path, problem.line) == (path, line)
    assert message in problem.message
    assert str(problem).startswith(f"{path}:{line}: ")


def test_name_that_stands_twice_is_named(write):
    (problem,) = problems(read_yaml, write("slug: a\ntitle: b\nslug: c\n"))

    assert problem.where == "slug"


def test_every_mistake_is_reported_in_reading_order(write):
    found = problems(read_yaml, write("a: 1\na: 2\nb: 2021-13-45\nc: 1\nc: 1\n"))

    assert [problem.line for problem in found] == [2, 3, 5]


def test_byte_order_mark_is_nothing(write):
    assert read_yaml(write(b"\xef\xbb\xbfa: 1\n")).data == {"a": 1}


def test_value_used_twice_is_fine(write):
    parsed = read_yaml(write("a: &x [1, 2]\nb: *x\n"))

    assert parsed.data == {"a": [1, 2], "b": [1, 2]}


def test_digest_changes_with_what_a_file_says_and_not_with_how(write):
    first = read_yaml(write("a: 1\nb: [x]\n")).digest

    assert read_yaml(write("# Words\nb:\n  - x\na: 1\n")).digest == first
    assert read_yaml(write("a: 1\nb: [y]\n")).digest != first
    assert read_yaml(write("a: '1'\nb: [x]\n")).digest != first


def test_table_gives_rows_with_lines_and_leaves_out_empty_cells(write):
    rows = read_table(write('slug,name,note\na,A,\n\nb,"B, too","two\nlines"\nc,C,x\n', "t.csv"))

    assert [row.data for row in rows] == [
        {"slug": "a", "name": "A"},
        {"slug": "b", "name": "B, too", "note": "two\nlines"},
        {"slug": "c", "name": "C", "note": "x"},
    ]
    assert [row.line_of(("name",)) for row in rows] == [2, 4, 6]


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", 1, "the header line is empty or repeats a column"),
        ("a,b,a\n1,2,3\n", 1, "the header line is empty or repeats a column"),
        ("a,b\n1\n", 2, "expected 2 cells, found 1"),
        ("a,b\n1,2\n1,2,3\n", 3, "expected 2 cells, found 3"),
        ('a,b\n"x\ny",2\n1\n', 4, "expected 2 cells, found 1"),
        ('a,b\n1,2\n1,"open\n', 3, "this is not CSV"),
        ('a,b\n"x"y,2\n', 2, "this is not CSV"),
        (b"a,b\n1,2\n\xe9,2\n", 3, "this is not UTF-8 text"),
    ],
)
def test_mistake_in_a_table_has_its_line(write, text, line, message):
    path = write(text, "t.csv")

    problem = problems(read_table, path)[0]

    assert (problem.path, problem.line) == (path, line)
    assert message in problem.message


def test_every_wrong_row_is_reported(write):
    found = problems(read_table, write("a,b\n1\n1,2\n1,2,3\n", "t.csv"))

    assert [problem.line for problem in found] == [2, 4]


@settings(
    max_examples=examples(150),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(st.binary(max_size=60) | st.text("ab:-[]{}&*!|>'\"#,\n\t %@`?", max_size=40).map(str.encode))
def test_any_file_is_read_or_refused_by_name_and_line(write, text):
    path = write(text)
    lines = text.count(b"\n") + text.count(b"\r") + 2
    for read in (read_yaml, read_table):
        found = refusal(read, path)
        assert all(problem.path == path and 1 <= problem.line <= lines for problem in found)
