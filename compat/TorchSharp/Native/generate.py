#!/usr/bin/env python3
"""Writes operations.cpp and ../Interop/Operations.*.cs from operations.table. Run it after editing the table; both are committed."""

import re
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent
INTEROP = HERE.parent / "Interop"
NOTICE = "// Written by generate.py from operations.table: edit those.\n"


@dataclass
class Kind:
    """How one kind of parameter is declared and passed, in C, in C#'s extern declaration and in C#'s caller."""
    native: str        # the C parameters; {0} is the name
    use: str           # the C++ argument made of them
    extern: str        # the C# extern parameters
    parameter: str     # the C# caller's parameter
    argument: str      # what the caller passes on
    alive: str = ""    # what must outlive the call
    pinned: str = ""   # the fixed statement that the argument needs


KINDS = {
    "Tensor": Kind("at::Tensor* {0}", "*{0}", "nint {0}", "Tensor {0}", "{0}.Handle", "{0}"),
    "Tensor?": Kind("at::Tensor* {0}", "maybe({0})", "nint {0}", "Tensor? {0}", "Handles.OrNull({0})", "{0}"),
    "Generator?": Kind("at::Generator* {0}", "maybe({0})", "nint {0}", "Generator? {0}", "{0}?.Handle ?? 0", "{0}"),
    "Scalar": Kind("ScalarValue {0}", "as_scalar({0})", "ScalarValue {0}", "Scalar {0}", "{0}.Value"),
    "Scalar?": Kind("ScalarValue {0}", "maybe({0})", "ScalarValue {0}", "Scalar? {0}", "{0}?.Value ?? default"),
    "long": Kind("int64_t {0}", "{0}", "long {0}", "long {0}", "{0}"),
    "long?": Kind("const int64_t* {0}", "maybe({0})", "long* {0}", "long? {0}", "{0}.HasValue ? &{0}_v : null", "",
                  "var {0}_v = {0}.GetValueOrDefault();"),
    "long[]": Kind("const int64_t* {0}, int64_t {0}_n", "as_array({0}, {0}_n)", "long* {0}, long {0}_n", "ReadOnlySpan<long> {0}",
                   "{0}_p, {0}.Length", "", "fixed (long* {0}_p = {0})"),
    "long[]?": Kind("const int64_t* {0}, int64_t {0}_n", "maybe({0}, {0}_n)", "long* {0}, long {0}_n", "ReadOnlySpan<long> {0}",
                    "{0}_p, {0}.Length", "", "fixed (long* {0}_p = {0})"),
    "double": Kind("double {0}", "{0}", "double {0}", "double {0}", "{0}"),
    "bool": Kind("int32_t {0}", "{0} != 0", "int {0}", "bool {0}", "{0} ? 1 : 0"),
    "ScalarType": Kind("int32_t {0}", "as_type({0})", "int {0}", "ScalarType {0}", "(int){0}"),
    "ScalarType?": Kind("int32_t {0}", "maybe_type({0})", "int {0}", "ScalarType? {0}", "(int?){0} ?? -1"),
    "Device": Kind("int32_t {0}, int32_t {0}_index", "as_device({0}, {0}_index)", "int {0}, int {0}_index", "Device {0}",
                   "(int){0}.type, {0}.index"),
    "Options": Kind("int32_t dtype, int32_t device, int32_t device_index", "as_options(dtype, device, device_index)",
                    "int dtype, int device, int device_index", "ScalarType dtype, Device device",
                    "(int)dtype, (int)device.type, device.index"),
    "string": Kind("const char* {0}", "{0}", "byte* {0}", "string {0}", "{0}_p", "", "fixed (byte* {0}_p = Text.Utf8({0}))"),
}

CSHARP_KEYWORDS = {"implicit"}


@dataclass
class Operation:
    name: str
    suffix: str
    parameters: list
    result: str
    expression: str

    @property
    def symbol(self):
        return f"shim_{self.name}{'_' + self.suffix if self.suffix else ''}"

    @property
    def results(self):
        return len(re.findall("Tensor", self.result)) if self.result.startswith("(") else 0


def read_table():
    sections, current = {}, None
    for line in (HERE / "operations.table").read_text().splitlines():
        if line.startswith("## "):
            current = sections.setdefault(line[3:].strip(), [])
        elif line and not line.startswith("#"):
            match = re.fullmatch(r"(\w+?)(?:\.(\w+))?\((.*?)\)(?: -> (\([^)]*\)|\w+))?(?: = (.*))?", line)
            if not match:
                raise SystemExit(f"operations.table: cannot read '{line}'")
            name, suffix, parameters, result, expression = match.groups()
            pairs = [tuple(p.strip().rsplit(" ", 1)) for p in parameters.split(",")]
            current.append(Operation(name, suffix or "", pairs, result or "", expression or ""))
    return sections


def call(operation):
    if operation.expression:
        return operation.expression
    arguments = [KINDS[kind].use.format(name) for kind, name in operation.parameters]
    if operation.parameters[0][1] == "self":
        return f"self->{operation.name}({', '.join(arguments[1:])})"
    return f"at::{operation.name}({', '.join(arguments)})"


def cpp(operation):
    parameters = [KINDS[kind].native.format(name) for kind, name in operation.parameters]
    n = operation.results
    parameters += [f"at::Tensor** result{i}" for i in range(n)]
    head = lambda returned: f"SHIM({returned}) {operation.symbol}({', '.join(parameters)})\n{{\n"
    if n:
        takes = "".join(f"        *result{i} = own(std::get<{i}>(std::move(results)));\n" for i in range(n))
        return head("int32_t") + f"    return attempt([&] {{\n        auto results = {call(operation)};\n{takes}    }});\n}}\n"
    if operation.result == "Tensor":
        return head("at::Tensor*") + f"    return guarded([&] {{ return own({call(operation)}); }});\n}}\n"
    return head("int32_t") + f"    return attempt([&] {{ {call(operation)}; }});\n}}\n"


def signature(head, parameters, tail):
    """A signature or a call: one line where it is short enough, else the parameters on lines of their own."""
    whole = f"{head}({', '.join(parameters)}){tail}"
    if len(whole) <= 150:
        return [whole]
    indent = " " * (len(head) - len(head.lstrip()) + 4)
    lines = [f"{head}(", indent + parameters[0]]
    for parameter in parameters[1:]:
        lines[-1] += ","
        if len(lines[-1]) + len(parameter) > 140:
            lines.append(indent + parameter)
        else:
            lines[-1] += " " + parameter
    return [*lines[:-1], f"{lines[-1]}){tail}"]


def csharp(operation):
    named = [(KINDS[kind], "@" + name if name in CSHARP_KEYWORDS else name) for kind, name in operation.parameters]
    n = operation.results
    returned = {"": "void", "Tensor": "Tensor"}.get(operation.result) or f"({', '.join(['Tensor'] * n)})"
    native = "nint" if operation.result == "Tensor" else "int"
    extern = [k.extern.format(name) for k, name in named] + [f"nint* result{i}" for i in range(n)]
    arguments = [k.argument.format(name) for k, name in named] + [f"&result{i}" for i in range(n)]
    pins = [k.pinned.format(name) for k, name in named if k.pinned]

    lines = ["    [DllImport(Library)]", *signature(f"    private static extern {native} {operation.symbol}", extern, ";"), ""]
    lines += [*signature(f"    internal static {returned} {operation.name}", [k.parameter.format(name) for k, name in named], ""), "    {"]
    lines += [f"        {pin}" for pin in pins if pin.endswith(";")]
    lines += [f"        nint {', '.join(f'result{i}' for i in range(n))};"] if n else []
    fixed = [pin for pin in pins if not pin.endswith(";")]
    lines += [f"        {pin}" for pin in fixed]
    indent = "        "
    if fixed:
        lines.append("        {")
        indent += "    "
    invoke = f"{operation.symbol}({', '.join(arguments)})"
    keep = [f"{indent}GC.KeepAlive({name});" for k, name in named if k.alive]
    if operation.result == "Tensor":
        if keep:
            lines += [*signature(f"{indent}var result = {operation.symbol}", arguments, ";"), *keep, f"{indent}return Tensor.Own(result);"]
        else:
            lines += [f"{indent}return Tensor.Own({invoke});"]
    else:
        lines += [*signature(f"{indent}var done = {operation.symbol}", arguments, ";"), *keep, f"{indent}Check(done);"]
        if n:
            lines += [f"{indent}return ({', '.join(f'Tensor.Own(result{i})' for i in range(n))});"]
    if fixed:
        lines.append("        }")
    return "\n".join(lines + ["    }"]) + "\n"


def main():
    sections = read_table()
    parts = [NOTICE, '#include "shim.h"\n', "using namespace shim;\n"]
    for section, operations in sections.items():
        parts.append(f"// {section}\n")
        parts += [cpp(operation) for operation in operations]
        body = "\n".join(csharp(operation) for operation in operations)
        (INTEROP / f"Operations.{section}.cs").write_text(
            f"{NOTICE}using System.Runtime.InteropServices;\nusing static TorchSharp.torch;\n\nnamespace TorchSharp.Interop;\n\n"
            f"internal static unsafe partial class Operations\n{{\n{body}}}\n")
    (HERE / "operations.cpp").write_text("\n".join(parts))


if __name__ == "__main__":
    main()
