"""Turn a data file (.json, .yaml, .toml, .xlsx) into the values that a template is filled with."""

from __future__ import annotations

import json
import re
import tomllib
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from drafter.desk.problems import NO_FILES, NOT_READABLE, DeskError, reason_of, stop
from drafter.desk.yaml_data import NoYaml, YamlFault, read_yaml
from drafter.fill.names import fold
from drafter.intake.faults import Fault
from drafter.intake.folder import problem_of
from drafter.intake.grid import Cell, Sheet, address, to_workbook
from drafter.intake.office import toml_fault
from drafter.intake.sandbox import MAX_FILE, Sandbox, fault
from drafter.model.problem import Place, Problem, ProblemKind, Severity

UNKNOWN_DATA = ProblemKind(
    code="W301",
    severity=Severity.ERROR,
    title="Tệp dữ liệu không thuộc dạng đọc được",
    what="dữ liệu có đuôi «{found}», chỉ đọc được .json, .yaml, .toml và .xlsx",
    fix="lưu dữ liệu thành tệp Excel .xlsx (hàng đầu là tên cột), .json, .yaml hoặc .toml",
)
BAD_DATA = ProblemKind(
    code="W302",
    severity=Severity.ERROR,
    title="Tệp dữ liệu viết sai cú pháp",
    what="không đọc được dữ liệu: {found}",
    fix="mở tệp bằng Notepad, sửa chỗ được nêu rồi lưu lại với mã UTF-8",
)
NOT_RECORDS = ProblemKind(
    code="W303",
    severity=Severity.ERROR,
    title="Dữ liệu không có dạng dùng được",
    what="dữ liệu phải là một nhóm giá trị có tên, hoặc một danh sách các nhóm như vậy; gặp {found}",
    fix='viết lại dữ liệu dạng {{"ten": "An"}} hoặc [{{"ten": "An"}}, {{"ten": "Bình"}}]',
)
BAD_TITLE = ProblemKind(
    code="W304",
    severity=Severity.ERROR,
    title="Hàng tên cột của tệp dữ liệu chưa dùng được",
    what="{found}",
    fix="ghi ở hàng đầu của trang tính mỗi cột một tên riêng, như «Họ và tên» (trong mẫu viết là ho_va_ten)",
)
NO_VALUE = ProblemKind(
    code="W305",
    severity=Severity.ERROR,
    title="Ô dữ liệu không có giá trị",
    what="gặp «{found}», không phải một giá trị",
    fix="mở tệp bằng Excel, sửa công thức hoặc gõ giá trị vào ô, rồi lưu lại",
)
EMPTY_DATA = ProblemKind(
    code="W306",
    severity=Severity.ERROR,
    title="Tệp dữ liệu không có dòng nào",
    what="không có dòng dữ liệu nào dưới hàng tên cột",
    fix="ghi dữ liệu từ hàng thứ hai của trang tính đầu tiên rồi lưu lại",
)
YAML_MISSING = ProblemKind(
    code="W314",
    severity=Severity.ERROR,
    title="Thiếu phần đọc YAML",
    what="chưa cài phần đọc tệp YAML (PyYAML)",
    fix="cài thêm bằng lệnh: pip install pyyaml; hoặc lưu dữ liệu dạng .json, .toml, .xlsx",
)
KINDS = (UNKNOWN_DATA, BAD_DATA, NOT_RECORDS, BAD_TITLE, NO_VALUE, EMPTY_DATA, YAML_MISSING)

ROWS = "rows"  # what templates call the records of a list when all of them fill one file
_LARGEST_EXPONENT = 400

Values = Mapping[str, object]


@dataclass(frozen=True)
class Data:
    """What one filling gets (`values`), and what each filling gets when every record fills a file of its own.

    A list of records is called «rows» in `values`; when there is only one, its own names are known too. A group with
    one list of records in it gives its other values to each of them. `records` is empty when there is no such list.
    """

    values: Values
    records: tuple[Values, ...] = ()


def read_data(path: Path) -> Data:
    """The data of a file; raises DeskError. Numbers are int or Decimal, dates are dates, an empty cell is None."""
    suffix = path.suffix.lower()
    if suffix not in (*_READERS, ".xlsx"):
        raise stop(UNKNOWN_DATA, Place(path.name), found=path.suffix)
    raw = _bytes(path)
    if suffix == ".xlsx":
        return _of_records(_sheet_records(raw, path.name))
    found = _READERS[suffix](raw, path.name)
    if isinstance(found, Mapping):
        return _of_group(found)
    if isinstance(found, list) and found and all(isinstance(one, Mapping) for one in found):
        return _of_records(found)
    raise stop(NOT_RECORDS, Place(path.name), found="một danh sách" if isinstance(found, list) else "một giá trị đơn")


def _bytes(path: Path) -> bytes:
    try:
        if path.stat().st_size > MAX_FILE:
            raise DeskError(problem_of(fault(Fault.TOO_LARGE, f"quá {MAX_FILE // 1024 // 1024} MB"), path.name))
        return path.read_bytes()
    except FileNotFoundError:
        raise stop(NO_FILES, found=path) from None
    except OSError as error:
        raise stop(NOT_READABLE, found=path, reason=reason_of(error)) from error


def _of_records(records: Sequence[Values]) -> Data:
    alone = records[0] if len(records) == 1 else {}
    return Data({ROWS: list(records), **alone}, tuple(records))


def _of_group(group: Values) -> Data:
    lists = [
        name
        for name, value in group.items()
        if isinstance(value, list) and value and all(isinstance(one, Mapping) for one in value)
    ]
    if len(lists) != 1:
        return Data(group)
    shared = {name: value for name, value in group.items() if name != lists[0]}
    listed = group[lists[0]]
    assert isinstance(listed, list)
    return Data(group, tuple({**shared, **record} for record in listed))


# -- texts ----------------------------------------------------------------------------------------------------------


def _json(raw: bytes, name: str) -> object:
    try:
        return _sound(json.loads(raw.decode("utf-8-sig"), parse_float=_decimal, parse_constant=_decimal))
    except json.JSONDecodeError as error:
        found = f"dòng {error.lineno}, ký tự thứ {error.colno} sai cú pháp JSON"
    except UnicodeDecodeError:
        found = "tệp không lưu bằng mã UTF-8"
    except RecursionError:
        found = "các nhóm lồng nhau quá sâu"
    except ValueError:
        found = "có một số quá lớn hoặc không phải số"
    raise stop(BAD_DATA, Place(name), found=found)


def _toml(raw: bytes, name: str) -> object:
    try:
        return _sound(tomllib.loads(raw.decode("utf-8-sig").replace("\r\n", "\n"), parse_float=_decimal))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        found = f"{toml_fault(error)} sai cú pháp TOML" if not isinstance(error, UnicodeError) else toml_fault(error)
    except RecursionError:
        found = "các nhóm lồng nhau quá sâu"
    except ValueError:
        found = "có một số quá lớn hoặc không phải số"
    raise stop(BAD_DATA, Place(name), found=found)


def _yaml(raw: bytes, name: str) -> object:
    try:
        return read_yaml(raw.decode("utf-8-sig"), _decimal, lambda text: str(_sound(text)))
    except YamlFault as error:
        found = str(error)
    except UnicodeDecodeError:
        found = "tệp không lưu bằng mã UTF-8"
    except NoYaml:
        raise stop(YAML_MISSING, Place(name)) from None
    raise stop(BAD_DATA, Place(name), found=found)


_READERS: Mapping[str, Callable[[bytes, str], object]] = {
    ".json": _json, ".toml": _toml, ".yaml": _yaml, ".yml": _yaml,
}  # fmt: skip


def _decimal(digits: str) -> Decimal:
    """The digits as they are written; ValueError for what no paper prints (1e999999 would fill the disk)."""
    try:
        number = Decimal(digits.replace("_", ""))
    except InvalidOperation:
        raise ValueError(digits) from None
    if not number.is_finite() or abs(number.adjusted()) > _LARGEST_EXPONENT:
        raise ValueError(digits)
    return number


def _sound(value: object) -> object:
    """The value in NFC, without the halves of characters that JSON can name and no file can hold."""
    if isinstance(value, str):
        return unicodedata.normalize("NFC", value.encode("utf-16", "surrogatepass").decode("utf-16", "replace"))
    if isinstance(value, dict):
        return {str(_sound(name)): _sound(inner) for name, inner in value.items()}
    return [_sound(inner) for inner in value] if isinstance(value, list) else value


# -- workbooks ------------------------------------------------------------------------------------------------------


def _sheet_records(raw: bytes, file: str) -> list[Values]:
    """The rows under the titles of the first sheet in sight that holds anything."""
    with Sandbox(workers=1) as sandbox:
        content = sandbox.read(raw)
    if content.kind != "workbook":
        raise DeskError(problem_of(content, file))
    sheets = [sheet for sheet in to_workbook(content.data).sheets if sheet.cells and not sheet.hidden]
    if not sheets:
        raise stop(EMPTY_DATA, Place(file))
    sheet = sheets[0]
    first, *rows = sheet.rows()
    names, problems = _names(sheet, first, file)
    by_row: dict[int, dict[str, object]] = {row: dict.fromkeys(names.values()) for row in rows}
    for (row, column), cell in sorted(sheet.cells.items()):
        if row == first or column not in names:
            continue
        place = Place(file, sheet.name, address(row, column))
        if cell.kind in ("e", "f"):
            problems.append(NO_VALUE.at(place, found=cell.shown))
        else:
            by_row[row][names[column]] = _value(cell)
    if problems:
        raise DeskError(*problems)
    if not by_row:
        raise stop(EMPTY_DATA, Place(file, sheet.name))
    return list(by_row.values())


def _names(sheet: Sheet, first: int, file: str) -> tuple[dict[int, str], list[Problem]]:
    """The name of each column as a template may write it, and what is wrong with the titles."""
    names: dict[int, str] = {}
    seen: dict[str, str] = {}
    problems = []
    for column in sorted({column for _, column in sheet.cells}):
        title, where = sheet.text(first, column), Place(file, sheet.name, address(first, column))
        name = re.sub(r"\W+", "_", title).strip("_")
        if not name:
            problems.append(BAD_TITLE.at(where, found="cột có dữ liệu mà chưa có tên"))
        elif name[0].isdigit():
            problems.append(BAD_TITLE.at(where, found=f"tên cột «{title}» bắt đầu bằng chữ số"))
        elif (alike := seen.setdefault(fold(name), where.cell)) != where.cell:
            problems.append(BAD_TITLE.at(where, found=f"tên cột «{title}» trùng với ô {alike}"))
        names[column] = name
    return names, problems


def _value(cell: Cell) -> object:
    match cell.kind:
        case "n" | "p":
            number = Decimal(cell.text)
            return int(number) if number == number.to_integral_value() else number
        case "b":
            return cell.text in ("1", "true")
        case "d":
            try:
                return date.fromisoformat(cell.text[:10])
            except ValueError:
                return cell.text
    return cell.text.strip()
