#!/bin/bash
# measure.sh: lets user units end in all the ways a gateway can, and prints what
# "systemctl show" tells of each: the files beside this one. Run as openclaw in
# a lab: lab-exec.sh NAME openclaw bash /path/measure.sh >VERSION.txt
set -euo pipefail
UNITS=~/.config/systemd/user
WORK=$(mktemp -d)
mkdir -p "$UNITS/default.target.wants"

# program.sh NAME KIND [NEXT]: KIND in the first life, NEXT in later ones.
cat >"$WORK/program.sh" <<'PROGRAM'
kind=$2
if [ -e "$0.$1" ]; then kind=${3-$2}; fi
touch "$0.$1"
endless() { while :; do sleep .1; done; }
case $kind in
  fail) sleep .2; exit 1 ;;
  end) sleep .2; exit 0 ;;
  crash) sleep .2; kill -SEGV $$ ;;
  refuse) sleep .2; exit 78 ;;
  good) trap 'exit 0' TERM; endless ;;
  bad) trap 'exit 1' TERM; endless ;;
  crash-at-stop) trap 'kill -SEGV $$' TERM; endless ;;
  hung) trap '' TERM; endless ;;
  leave) (trap '' TERM; endless) & sleep .2; exit 1 ;;
  nothing) exit 0 ;;
esac
PROGRAM

sc() { systemctl --user -q "$@" 2>/dev/null || true; }

# unit NAME KIND NEXT [SERVICE LINE…]
unit() {
  printf '%s\n' "[Unit]" StartLimitBurst=3 StartLimitIntervalSec=120 "[Service]" \
    "ExecStart=/bin/bash $WORK/program.sh $1 $2 $3" Restart=always RestartSec=1 \
    RestartPreventExitStatus=78 "SuccessExitStatus=0 143" TimeoutStopSec=2 \
    KillMode=mixed "${@:4}" >"$UNITS/$1.service"
  # What nothing wants is forgotten when it has stopped.
  ln -sf "../$1.service" "$UNITS/default.target.wants/"
}
gone() { until [ "$(systemctl --user show --value -p NRestarts "$1")" = "$2" ]; do sleep .1; done; }
pid() { systemctl --user show --value -p MainPID "$1"; }

unit limit-after-failures fail fail
unit limit-after-crashes crash crash
unit limit-after-clean-ends end end
unit limit-after-no-program fail fail ExecStart= ExecStart=/nonexistent
unit limit-of-an-old-gateway good fail
unit limit-by-restarts-of-a-person good good
unit limit-and-a-start-by-a-person fail fail
unit limit-at-the-start-after-a-bad-stop bad bad
unit stop-good good good
unit stop-bad bad bad
unit stop-crash crash-at-stop crash-at-stop
unit stop-hung hung hung
unit stop-hung-and-killed-by-a-person hung hung TimeoutStopSec=60
unit stop-in-the-restart-wait fail fail RestartSec=60
unit stop-bad-after-a-restart fail bad
unit stop-hung-after-a-restart fail hung
unit stop-while-what-is-left-is-ended leave leave KillMode=control-group
unit stop-bad-before-the-main-process fail fail \
  "ExecStartPre=/bin/bash $WORK/program.sh before nothing bad"
unit stop-bad-then-a-start-that-is-skipped bad bad
unit end-78 refuse refuse
unit end-not-to-be-restarted fail fail RestartPreventExitStatus=1
sc daemon-reload

for name in limit-after-failures limit-after-crashes limit-after-clean-ends \
  limit-after-no-program end-78 end-not-to-be-restarted; do
  sc start "$name" &
done
(
  sc start limit-of-an-old-gateway
  sleep 1
  kill -KILL "$(pid limit-of-an-old-gateway)"
) &
for _ in 1 2 3 4; do
  sc restart limit-by-restarts-of-a-person
  sleep .3
done &
(
  sc start limit-and-a-start-by-a-person
  gone limit-and-a-start-by-a-person 3
  sleep 3
  sc start limit-and-a-start-by-a-person
) &
(
  for _ in 1 2 3; do
    sc start limit-at-the-start-after-a-bad-stop
    sleep .5
    sc stop limit-at-the-start-after-a-bad-stop
  done
  sc start limit-at-the-start-after-a-bad-stop
) &
for name in stop-good stop-bad stop-crash stop-hung stop-in-the-restart-wait \
  stop-bad-then-a-start-that-is-skipped; do
  (
    sc start "$name"
    sleep 1
    sc stop "$name"
  ) &
done
(
  sc start stop-hung-and-killed-by-a-person
  sleep .5
  sc stop stop-hung-and-killed-by-a-person &
  sleep .5
  kill -KILL "$(pid stop-hung-and-killed-by-a-person)"
  wait
) &
for name in stop-bad-after-a-restart stop-hung-after-a-restart \
  stop-bad-before-the-main-process; do
  (
    sc start "$name"
    gone "$name" 1
    sleep 1
    sc stop "$name"
  ) &
done
(
  sc start stop-while-what-is-left-is-ended
  sleep .7
  sc stop stop-while-what-is-left-is-ended
) &
wait
name=stop-bad-then-a-start-that-is-skipped
sed -i 's:^\[Unit\]:&\nConditionPathExists=/nonexistent:' "$UNITS/$name.service"
sleep 6
# What is known survives both.
sc daemon-reload
sc start "$name"
sc daemon-reexec
sleep 1

systemctl --user --version | head -n 1
for path in "$UNITS"/*.service; do
  echo
  TZ=UTC systemctl --user show "$(basename "$path")" --property="$(printf '%s,' \
    Id LoadState ActiveState SubState Result NRestarts ExecMainCode ExecMainStatus \
    ExecMainExitTimestampMonotonic ConditionResult ConditionTimestampMonotonic \
    InactiveExitTimestampMonotonic InactiveEnterTimestampMonotonic Restart | sed 's/,$//')"
done
