#!/bin/bash
# lab-exec.sh NAME root|openclaw COMMAND…: runs a command inside a lab. The user
# openclaw gets the environment of a login session; "env -i …" imitates cron.
set -euo pipefail
# shellcheck source-path=SCRIPTDIR source=lab-common.sh
. "$(dirname "$0")/lab-common.sh"
[ $# -ge 3 ] || lab_fail "usage: lab-exec.sh NAME root|openclaw COMMAND…"
NAME=$1
USER_NAME=$2
shift 2
RUN=$(lab_run_dir "$NAME")
[ -s "$RUN/pid" ] || lab_fail "lab $NAME is not up"
pid=$(cat "$RUN/pid")
cgroup=$(cat "$RUN/cgroup")
# lab-down.sh ends everything in the lab's cgroup, so this command joins it.
# systemd moves its own processes to init.scope while it boots.
echo "$BASHPID" 2>/dev/null >"$cgroup/init.scope/cgroup.procs" ||
  echo "$BASHPID" >"$cgroup/cgroup.procs"

PATHS=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin
enter=(nsenter -t "$pid" --mount --uts --ipc --net --pid --cgroup --wdns=/)
case $USER_NAME in
  root) exec "${enter[@]}" env -i HOME=/root USER=root TERM=dumb PATH=$PATHS "$@" ;;
  openclaw)
    exec "${enter[@]}" setpriv --reuid "$LAB_UID" --regid "$LAB_UID" --init-groups \
      env -i HOME=/home/openclaw USER=openclaw LOGNAME=openclaw SHELL=/bin/bash \
      TERM=dumb PATH=$PATHS "XDG_RUNTIME_DIR=/run/user/$LAB_UID" \
      "DBUS_SESSION_BUS_ADDRESS=unix:path=/run/user/$LAB_UID/bus" "$@"
    ;;
  *) lab_fail "unknown user $USER_NAME (root or openclaw)" ;;
esac
