#!/bin/bash
# lab-down.sh NAME: ends a lab. Killing its cgroup ends PID 1, and with it the
# kernel ends the whole pid namespace; then the files go.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lab-common.sh
. "$(dirname "$0")/lab-common.sh"
NAME=${1:?usage: lab-down.sh NAME}
RUN=$(lab_run_dir "$NAME")
[ -d "$RUN" ] || exit 0
cgroup=$(cat "$RUN/cgroup" 2>/dev/null || true)
outer=$(cat "$RUN/outer" 2>/dev/null || true)
watch=$(cat "$RUN/watch" 2>/dev/null || true)

if [ -n "$cgroup" ] && [ -d "$cgroup" ]; then
  if [ -e "$cgroup/cgroup.kill" ]; then
    echo 1 >"$cgroup/cgroup.kill"
  elif [ -s "$RUN/pid" ]; then
    kill -KILL "$(cat "$RUN/pid")" 2>/dev/null || true
  fi
fi
if [ -n "$outer" ]; then
  for _ in {1..500}; do
    kill -0 "$outer" 2>/dev/null || break
    sleep .01
  done
fi
for _ in {1..200}; do
  if [ -z "$cgroup" ] || [ ! -d "$cgroup" ]; then break; fi
  find "$cgroup" -depth -type d -exec rmdir {} \; 2>/dev/null || true
  sleep .01
done
rm -rf "${RUN:?}"
# Lab.throttle() of lab.ts.
half=/sys/fs/cgroup/cpu/oclab-$NAME
# lab-watch.sh may be quicker.
if [ -d "$half" ]; then rmdir "$half" || [ ! -d "$half" ]; fi
# lab-watch.sh leads its own process group, and may have become this script.
if [ -n "$watch" ] && [ "$watch" != "$$" ] &&
  grep -qsa lab-watch.sh "/proc/$watch/cmdline"; then
  kill -- "-$watch"
fi
if [ -n "$cgroup" ] && [ -d "$cgroup" ]; then
  lab_fail "lab $NAME: $cgroup is still there, with processes $(tr '\n' ' ' <"$cgroup/cgroup.procs")"
fi
