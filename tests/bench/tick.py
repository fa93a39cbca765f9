#!/usr/bin/env python3
"""tick.py BLOCKS RUNS NAME=COMMAND...: runs the commands in turn, as cron would,
and prints one JSON line for each: the mean of the blocks' medians. Inside the
lab, as its user.

Each block runs fresh copies of the programs: where in memory a file of 92 MB
happens to lie makes up to 7 % of what it costs to start it.

wait4(2) counts the CPU of a program with all the children it waited for, and
the peak memory of the largest process among them."""
import json
import os
import random
import shutil
import statistics
import sys
import time

HOME = os.environ["HOME"]
ENVIRONMENT = {"HOME": HOME, "PATH": "/usr/bin:/bin"}
QUIET = [(os.POSIX_SPAWN_OPEN, number, "/dev/null", os.O_RDWR, 0) for number in range(3)]
KEYS = ("wallMs", "cpuMs", "peakKiB")


def run(command):
    start = time.perf_counter()
    pid = os.posix_spawn(command[0], command, ENVIRONMENT, file_actions=QUIET)
    _, status, usage = os.wait4(pid, 0)
    wall = (time.perf_counter() - start) * 1e3
    return {
        "wallMs": wall,
        "cpuMs": (usage.ru_utime + usage.ru_stime) * 1e3,
        "peakKiB": usage.ru_maxrss,
        "code": os.waitstatus_to_exitcode(status),
    }


def block(programs, runs):
    """Medians of each program; the first run of each copy is not counted."""
    folder = f"{HOME}/bench"
    shutil.rmtree(folder, ignore_errors=True)
    os.mkdir(folder)
    copies = []
    for name, command in random.sample(programs, len(programs)):
        program, *arguments = command.split()
        shutil.copy(program, f"{folder}/{name}")
        copies.append((name, [f"{folder}/{name}", *arguments]))
    samples = {name: [] for name, _ in programs}
    codes = set()
    for turn in range(runs + 1):
        for name, command in random.sample(copies, len(copies)):
            sample = run(command)
            codes.add((name, sample["code"]))
            if turn > 0:
                samples[name].append(sample)
    shutil.rmtree(folder)
    return {
        name: {key: statistics.median(one[key] for one in taken) for key in KEYS}
        for name, taken in samples.items()
    }, codes


def main():
    blocks, runs = int(sys.argv[1]), int(sys.argv[2])
    programs = [argument.split("=", 1) for argument in sys.argv[3:]]
    results = [block(programs, runs) for _ in range(blocks)]
    for name, _ in programs:
        codes = sorted({code for _, seen in results for who, code in seen if who == name})
        means = {
            key: statistics.mean(medians[name][key] for medians, _ in results)
            for key in KEYS
        }
        print(json.dumps({"name": name, "runs": blocks * runs, "codes": codes, **means}))


main()
