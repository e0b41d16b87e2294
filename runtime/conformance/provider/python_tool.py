# Part of the Hocket project, under the Apache License v2.0 with LLVM
# Exceptions. SPDX-License-Identifier: Apache-2.0 WITH LLVM-exception
#
# The functions that the conformance suite calls.
import asyncio
import os
import signal
import time


def echo(value):
    return value


async def echo_async(value):
    await asyncio.sleep(0)
    return value


def fail(text):
    raise ValueError(text)


async def fail_async(text):
    raise ValueError(text)


def wait():
    while True:
        signal.pause()


async def wait_async():
    await asyncio.Event().wait()


def die():
    signal.signal(signal.SIGSEGV, signal.SIG_DFL)
    os.kill(os.getpid(), signal.SIGSEGV)


def size(count):
    return "x" * count


async def size_async(count):
    return "x" * count
