#!/usr/bin/env python3
# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
"""Copies a plan file with another major version: set-version.py FROM TO MAJOR

The header's checksum is made to fit, as a newer compiler would have made it."""

import pathlib
import struct
import sys


def crc32c(data):
    crc = 0xFFFFFFFF
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ (0x82F63B78 if crc & 1 else 0)
    return crc ^ 0xFFFFFFFF


content = bytearray(pathlib.Path(sys.argv[1]).read_bytes())
struct.pack_into("<H", content, 8, int(sys.argv[3]))
(header_size,) = struct.unpack_from("<I", content, 12)
struct.pack_into("<I", content, 56, crc32c(content[:56] + content[64:header_size]))
pathlib.Path(sys.argv[2]).write_bytes(content)
