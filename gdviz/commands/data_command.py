"""``gdviz data FILE``: how a file of data is read, and what is proposed to be learned from it."""

from __future__ import annotations

import argparse
import json
from typing import Any

from gdviz.commands.command_error import CommandError
from gdviz.notation.names import shown
from gdviz.notation.numbers import number
from gdviz.tabular import DataError, Table, choose_proposed, read_table
from gdviz.tabular.content import FORMS
from gdviz.tabular.propose import REASONS, holds_numbers

DESCRIPTION = (
    "Print how a file of data is read and what is proposed of it: separator, what is skipped, the columns "
    "with their roles and why, and the rows that are left out. gdviz run FILE learns from it in this way."
)
SEPARATOR_NAMES = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", " ": "blanks", ":": "colons"}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """What can be said on the command line."""
    parser.add_argument(
        "file", metavar="FILE", help="a table: CSV and the like, .xlsx, .npy, .npz, .json, .html, .md, .tex"
    )
    parser.add_argument("--seed", type=int, default=0, help="for drawing rows where there are too many")
    parser.add_argument("--part", help="which of several sheets, arrays or files of an archive to read")
    parser.add_argument("--json", action="store_true", help="print it for programs")


def main(options: argparse.Namespace) -> int:
    """Print the proposal. Raises CommandError."""
    try:
        table = read_table(options.file, seed=options.seed, part=options.part)
        found = described(table)
    except DataError as error:
        raise CommandError(f"{options.file}: {error}") from None
    print(json.dumps(found, ensure_ascii=False, indent=1) if options.json else written(found))
    return 0


def described(table: Table) -> dict[str, Any]:
    """The proposal as plain data. Raises DataError where nothing can be learned from the table."""
    wanted, chosen = choose_proposed(table)
    roles = {**dict.fromkeys(wanted.inputs, "input"), wanted.target: "target"}
    columns = [
        {
            "column": column.place + 1,
            "name": column.name,
            "role": roles.get(column.place, "left out"),
            "reason": reason,
            "holds": "numbers" if holds_numbers(column) else "texts",
            "unit": column.unit,
            "missing_code": column.code,
        }
        for column, reason in zip(table.columns, wanted.reasons, strict=True)
    ]
    source = table.content
    return {
        "form": source.form if source else "text",
        "part": source.part if source else "",
        "parts": list(source.parts) if source else [],
        "passed_over": list(source.passed_over) if source else [],
        "encoding": None if source else table.encoding,
        "separator": None if source else table.separator,
        "decimal": table.decimal,
        "doubtful": table.doubt,
        "header": table.header,
        "skipped_lines": table.skipped,
        "skipped_below_names": table.below,
        "comment": table.comment,
        "skipped_at_end": table.footer,
        "first_skipped_at_end": table.ended,
        "rows_are_columns": table.turned,
        "rows": table.total_rows,
        "used_rows": len(chosen.targets),
        "left_out_rows": chosen.left_out,
        "sampled_rows": chosen.rows if chosen.rows < table.total_rows else None,
        "seed": table.seed,
        "target": wanted.kind,
        "classes": list(chosen.class_names),
        "inputs": list(chosen.names),
        "columns": columns,
    }


def written(found: dict[str, Any]) -> str:
    """The proposal for a person."""
    separator = SEPARATOR_NAMES.get(found["separator"], f"“{found['separator']}”")
    mark = {".": "point", ",": "comma"}[found["decimal"]]
    form = f"{found['encoding']}, {separator} between the cells, a decimal {mark}"
    if found["form"] != "text":
        form = FORMS[found["form"]] + (f": “{found['part']}”" if found["part"] else "")
    lines = [f"read as      {form}, {'names in the first row' if found['header'] else 'no names'}"]
    if found["doubtful"]:
        lines.append(f"doubtful     {found['doubtful']}: it may be a thousand, or have decimals")
    if found["rows_are_columns"]:
        lines.append("turned       its rows are taken as columns")
    if others := [f"“{each}”" for each in found["parts"] if each != found["part"]]:
        lines.append(f"not read     {', '.join(others)}: --part reads another one")
    if left := found["passed_over"]:
        lines.append(f"no table in  {', '.join(f'“{each}”' for each in left)}")
    ended = shown(found["first_skipped_at_end"])
    skipped = [
        *([f"lines at the top: {found['skipped_lines']}"] if found["skipped_lines"] else []),
        *([f"rows below the names: {found['skipped_below_names']}"] if found["skipped_below_names"] else []),
        *([f"rows at the end: {found['skipped_at_end']}, “{ended}”"] if ended else []),
        *([f"lines that begin with {found['comment']}"] if found["comment"] else []),
    ]
    columns = found["columns"]
    skipped += [
        f"{each['missing_code']} in {_name(each)}, as missing" for each in columns if each["missing_code"]
    ]
    if skipped:
        lines.append(f"skipped      {', '.join(skipped)}")
    used, rows = found["used_rows"], found["rows"]
    lines.append(
        f"rows         {number(used)} of {number(rows)}" + (" used" if used == rows else _why(found))
    )
    classes = ", ".join(found["classes"])
    lines.append("target       " + (f"a class: {classes}" if classes else "a number"))
    width = max(len(_name(each)) for each in columns)
    lines += [f"{each['role']:<12} {_name(each):<{width}}  {REASONS[each['reason']]}" for each in columns]
    return "\n".join(lines)


def _why(found: dict[str, Any]) -> str:
    left, sampled, seed = found["left_out_rows"], found["sampled_rows"], found["seed"]
    how = "the first ones" if seed is None else f"drawn evenly from all of them by seed {seed}"
    said = [f"{number(sampled)} {how}"] if sampled else []
    if left:
        said.append(f"a value is missing in {number(left)} of them")
    return f" used: {'; '.join(said)}"


def _name(column: dict[str, str]) -> str:
    unit = f" [{column['unit']}]" if column["unit"] and column["unit"] not in column["name"] else ""
    return (column["name"] or f"column {column['column']}") + unit
