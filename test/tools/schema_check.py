#!/usr/bin/env python3
"""schema_check.py SCHEMA DOCUMENT: is the JSON document as the schema says? Standard library only.

Knows the words our schemas use and refuses a schema with others, so that nothing is skipped in silence.
"""
import json
import re
import sys

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
         "integer": int, "number": (int, float)}
NOTES = {"$schema", "title", "description", "default", "$defs"}
WORDS = {"type", "const", "enum", "required", "properties", "additionalProperties", "items", "minItems",
         "maxItems", "minLength", "pattern", "minimum", "maximum", "$ref", "oneOf", "anyOf"}


def is_type(value, name):
    return isinstance(value, TYPES[name]) and not (isinstance(value, bool) and name != "boolean")


def object_mistakes(root, schema, value, path):
    fields = schema.get("properties", {})
    for name in schema.get("required", []):
        if name not in value:
            yield f"{path}.{name} is missing"
    for name, field in value.items():
        if name in fields:
            yield from mistakes(root, fields[name], field, f"{path}.{name}")
        elif schema.get("additionalProperties") is False:
            yield f"{path}.{name} is unknown"


def array_mistakes(root, schema, value, path):
    if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
        yield f"{path} has {len(value)} entries"
    for i, entry in enumerate(value):
        yield from mistakes(root, schema.get("items", {}), entry, f"{path}[{i}]")


def mistakes(root, schema, value, path):
    if unknown := set(schema) - NOTES - WORDS:
        yield f"the schema says {unknown} of {path}, which is not checked"
    if "$ref" in schema:
        where = root
        for name in schema["$ref"].removeprefix("#/").split("/"):
            where = where[name]
        yield from mistakes(root, where, value, path)
    kinds = schema.get("type", [])
    if kinds and not any(is_type(value, kind) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        yield f"{path} is {value!r}, not of type {kinds}"
        return
    if "const" in schema and value != schema["const"] or value not in schema.get("enum", [value]):
        yield f"{path} is {value!r}"
    if "oneOf" in schema and sum(not list(mistakes(root, one, value, path)) for one in schema["oneOf"]) != 1:
        yield f"{path} is not one of the kinds"
    if "anyOf" in schema and all(list(mistakes(root, one, value, path)) for one in schema["anyOf"]):
        yield f"{path} is none of the kinds"
    if isinstance(value, str):
        if len(value) < schema.get("minLength", 0) or not re.search(schema.get("pattern", ""), value):
            yield f"{path} is {value!r}"
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        if not schema.get("minimum", value) <= value <= schema.get("maximum", value):
            yield f"{path} is {value}"
    if isinstance(value, dict):
        yield from object_mistakes(root, schema, value, path)
    if isinstance(value, list):
        yield from array_mistakes(root, schema, value, path)


def main():
    schema, document = (json.load(open(file, encoding="utf-8")) for file in sys.argv[1:3])
    found = list(mistakes(schema, schema, document, "document"))
    print("\n".join(found) or "as the schema says")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
