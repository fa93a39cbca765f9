#!/bin/bash
# lab-up.sh NAME: boots a real systemd as PID 1 in its own namespaces, on a
# throw-away overlay of this machine's root (kept in memory, gone afterwards).
# Half a second later there are cron, logind and a lingering user "openclaw".
# Env: LAB_BIND="/host/dir:/lab/dir …"  folders to bind into the lab, read-only
#      LAB_OWNER=PID  the lab goes down by itself when this process ends
#      LAB_ROOT=DIR   boot this root (lab-root.sh makes one) instead of the machine's
#      LAB_PREP="apt-get remove -y cron"  a command root runs in the lab before it boots
#      LAB_WAIT="UNIT …"  what must be active (default: cron, the user manager, logind)
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lab-common.sh
. "$(dirname "$0")/lab-common.sh"
NAME=${1:?usage: lab-up.sh NAME}
HERE=$(cd "$(dirname "$0")" && pwd)
RUN=$(lab_run_dir "$NAME")
CGROUP=$(lab_cgroup_root)/oclab-$NAME
WAIT=${LAB_WAIT:-cron user@$LAB_UID systemd-logind}

[ -z "${LAB_ROOT-}" ] || [ -x "$LAB_ROOT/lib/systemd/systemd" ] ||
  lab_fail "LAB_ROOT=$LAB_ROOT is no root with systemd (make one: lab-root.sh SUITE DIR)"
if [ -s "$RUN/pid" ] && kill -0 "$(cat "$RUN/pid")" 2>/dev/null; then
  lab_fail "lab $NAME is already up"
fi
mkdir -p "$CGROUP" "$RUN/stage" # stage: a mount point in the lab's own mount namespace
echo "$CGROUP" >"$RUN/cgroup"

# The subshell joins the cgroup before unshare --cgroup, so that it becomes the
# root of what the lab sees.
(
  echo "$BASHPID" >"$CGROUP/cgroup.procs"
  exec setsid unshare --mount --propagation private --pid --fork --kill-child \
    --uts --ipc --net --cgroup \
    bash "$HERE/lab-init.sh" "$RUN/stage" \
    "$LAB_HOME/opt:/opt/lab $HERE:/opt/lab-tools ${LAB_BIND-}" \
    </dev/null >"$RUN/console.log" 2>&1
) &
outer=$!
echo "$outer" >"$RUN/outer"

give_up() {
  echo "lab $NAME did not come up: $1" >&2
  tail -n 20 "$RUN/console.log" >&2
  "$HERE/lab-down.sh" "$NAME"
  exit 1
}

# Started outside the lab's cgroup, or lab-down.sh would end its own caller.
if [ -n "${LAB_OWNER-}" ]; then
  setsid "$HERE/lab-watch.sh" "$LAB_OWNER" "$NAME" </dev/null >/dev/null 2>&1 &
  echo $! >"$RUN/watch"
fi

pid=
for _ in {1..100}; do
  read -r pid _ <"/proc/$outer/task/$outer/children" || true
  [ -n "$pid" ] && break
  kill -0 "$outer" 2>/dev/null || give_up "unshare ended"
  sleep .02
done
[ -n "$pid" ] || give_up "there is no PID 1"
echo "$pid" >"$RUN/pid"

for _ in {1..300}; do
  kill -0 "$pid" 2>/dev/null || give_up "PID 1 ended"
  [ -S "/proc/$pid/root/run/user/$LAB_UID/systemd/private" ] && break
  sleep .05
done
"$HERE/lab-exec.sh" "$NAME" root bash -c "for _ in {1..200}; do
    systemctl is-active -q $WAIT && exit 0
    sleep .05
  done; exit 1" || give_up "not all of these are active: $WAIT"
# Prints "running" or "degraded"; what counts is that the user's bus answers.
"$HERE/lab-exec.sh" "$NAME" openclaw systemctl --user is-system-running --wait >/dev/null || true
"$HERE/lab-exec.sh" "$NAME" openclaw systemctl --user show --property=Version >/dev/null ||
  give_up "the user manager does not answer"
