#!/usr/bin/env python3
"""tick.py RUNS NAME=COMMAND...: runs the commands in turn, as cron would, and
prints one JSON line of medians for each. Inside the lab, as its user.

wait4(2) counts the CPU of a program with all the children it waited for, and
the peak memory of the largest process among them."""
import json
import os
import statistics
import sys
import time

ENVIRONMENT = {"HOME": os.environ["HOME"], "PATH": "/usr/bin:/bin"}
QUIET = [(os.POSIX_SPAWN_OPEN, number, "/dev/null", os.O_RDWR, 0) for number in range(3)]
WARM_UP = 2


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


def main():
    runs = int(sys.argv[1])
    programs = [argument.split("=", 1) for argument in sys.argv[2:]]
    samples = {name: [] for name, _ in programs}
    for turn in range(runs + WARM_UP):
        # Back and forth, so that none always comes after the same other one.
        for name, command in programs if turn % 2 else programs[::-1]:
            sample = run(command.split())
            if turn >= WARM_UP:
                samples[name].append(sample)
    for name, taken in samples.items():
        codes = sorted({sample["code"] for sample in taken})
        medians = {
            key: statistics.median(sample[key] for sample in taken)
            for key in ("wallMs", "cpuMs", "peakKiB")
        }
        print(json.dumps({"name": name, "runs": len(taken), "codes": codes, **medians}))


main()
