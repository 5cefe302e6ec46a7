#!/usr/bin/env bash
# Prepares a Debian machine for Rotunda. Run it again after every update or change: what is right already is left alone.
set -euo pipefail
# What the last part of a pipe counts is counted.
shopt -s lastpipe

usage() {
	cat <<'TEXT'
sudo /opt/rotunda/hardware/deploy/prepare-kiosk.sh [options] ROLE...
  roles           hub       the hub of the lobby
                  agent     printers, signs, keypads and scanners on this machine or its network
                  kiosk     the touchscreen, in a browser that cannot be left
                  display   the call board, likewise
  --hub URL       where the hub is (http://127.0.0.1:3000)
  --public URL    the hub as customers' phones reach it, for the QR code on tickets
  --code CODE     the agent's pairing code from setup
  --rotate WAY    left, right, inverted or normal: how the screen hangs
  --dry-run       says what it would do, and does nothing
  --root DIR      writes below DIR and leaves the running system alone
TEXT
}

at=$(cd "$(dirname "$(readlink -f "$0")")" && pwd)
home=$(cd "$at/../.." && pwd)
root='' hub='' public='' code='' rotate='' dry=no changes=0
roles=()

fail() {
	echo "prepare-kiosk: $1" >&2
	exit 2
}

while [ $# -gt 0 ]; do
	case $1 in
	--hub | --public | --code | --rotate | --root)
		[ $# -ge 2 ] || fail "$1 needs a value"
		case $1 in
		--hub) hub=${2%/} ;;
		--public) public=${2%/} ;;
		--code) code=$2 ;;
		--rotate) rotate=$2 ;;
		--root) root=${2%/} ;;
		esac
		shift
		;;
	--dry-run) dry=yes ;;
	-h | --help)
		usage
		exit 0
		;;
	hub | agent | kiosk | display) roles+=("$1") ;;
	*) fail "$1 is neither an option nor a role; see --help" ;;
	esac
	shift
done

[ ${#roles[@]} -gt 0 ] || { usage >&2 && exit 2; }
web='^https?://[][A-Za-z0-9._:-]+$'
[ -z "$hub" ] || [[ $hub =~ $web ]] || fail "--hub $hub is not an address such as http://192.168.1.10:3000"
[ -z "$public" ] || [[ $public =~ $web ]] || fail "--public $public is not an address such as https://lobby.example.gov"
[ -z "$code" ] || [[ $code =~ ^[A-Za-z0-9\ -]+$ ]] || fail "--code $code is not a pairing code"
[[ ${rotate:-normal} =~ ^(left|right|inverted|normal)$ ]] || fail "--rotate is left, right, inverted or normal"
[ -z "$root" ] || [ -d "$root" ] || fail "--root $root is no folder"

has() {
	local role
	for role in "${roles[@]}"; do [ "$role" != "$1" ] || return 0; done
	return 1
}
is_screen() { has kiosk || has display; }
needs_node() { has hub || has agent; }
# Commands that change the running system.
live() { [ "$dry" = no ] && [ -z "$root" ]; }

if has kiosk && has display; then fail 'one screen is either a kiosk or a display'; fi
if live; then
	[ "$(id -u)" = 0 ] || fail 'run it with sudo'
	command -v apt-get >/dev/null || fail 'this is not Debian: follow the steps of hardware/deploy/README.md by hand'
	[ "$home" = /opt/rotunda ] || fail "Rotunda is in $home, and the services expect it in /opt/rotunda: move it there"
fi

changed() {
	changes=$((changes + 1))
	if [ "$dry" = yes ]; then echo "would $1"; else echo "$1"; fi
}

# put MODE PATH: standard input becomes the file, when it is another.
put() {
	local mode=$1 path=$root$2 fresh
	fresh=$(mktemp)
	cat >"$fresh"
	if [ -f "$path" ] && cmp -s "$fresh" "$path"; then
		rm "$fresh"
		return
	fi
	changed "write $2"
	[ "$dry" = yes ] || install -D -m "$mode" "$fresh" "$path"
	rm "$fresh"
}

# What a technician may have edited since is kept.
put_once() {
	if [ -e "$root$2" ]; then cat >/dev/null; else put "$1" "$2"; fi
}

# set_line PATH NAME VALUE: NAME=VALUE in a file of settings, when a value is given.
set_line() {
	[ -n "$3" ] || return 0
	local now=''
	[ ! -f "$root$1" ] || now=$(cat "$root$1")
	# shellcheck disable=SC2001
	{
		if grep -q "^$2=" <<<"$now"; then sed "s|^$2=.*|$2=$3|" <<<"$now"; else printf '%s\n' "$now" "$2=$3"; fi
	} | sed '/./,$!d' | put 644 "$1"
}

# set_field NAME VALUE: the same in the agent's JSON.
set_field() {
	[ -n "$2" ] || return 0
	local file=/etc/rotunda/agent.json now
	# In a dry run there may be no file yet.
	now=$(cat "$root$file" 2>/dev/null || echo '{}')
	# shellcheck disable=SC2001
	{
		if grep -q "\"$1\":" <<<"$now"; then
			sed "s|\"$1\": *\"[^\"]*\"|\"$1\": \"$2\"|" <<<"$now"
		else sed "0,/{/s|{|{\n  \"$1\": \"$2\",|" <<<"$now"; fi
	} | put 640 "$file"
}

packages() {
	local wanted=() missing=() one
	if needs_node; then wanted+=(nodejs npm git udev); fi
	if is_screen; then
		wanted+=(chromium xserver-xorg-core xserver-xorg-input-libinput xinit x11-xserver-utils xinput procps)
		wanted+=(libpam-systemd fonts-dejavu-core)
	fi
	for one in "${wanted[@]}"; do
		dpkg-query -W -f='${Status}' "$one" 2>/dev/null | grep -q 'ok installed' || missing+=("$one")
	done
	[ ${#missing[@]} -gt 0 ] || return 0
	[ -z "$root" ] || return 0
	changed "install ${missing[*]}"
	if live; then
		export DEBIAN_FRONTEND=noninteractive
		apt-get update -q
		apt-get install -y -q --no-install-recommends "${missing[@]}"
	fi
}

program() {
	needs_node && [ -z "$root" ] || return 0
	if [ ! "$home/node_modules/.package-lock.json" -nt "$home/package-lock.json" ]; then
		changed 'install the parts that the lock file names (npm ci)'
		if live; then (cd "$home" && npm ci --omit=dev --no-audit --no-fund); fi
	fi
	has hub || return 0
	if [ -f "$home/build/handler.js" ] && [ -z "$(find "$home/src" "$home/static" -newer "$home/build/handler.js" -print -quit)" ]; then
		return 0
	fi
	changed 'build the screens (npm run build)'
	if live; then (cd "$home" && PATH=$home/node_modules/.bin:$PATH npm run build); fi
}

files() {
	put 644 /etc/sysusers.d/rotunda.conf <"$at/systemd/sysusers.conf"
	local unit
	for unit in "${units[@]}"; do put 644 "/etc/systemd/system/$unit" <"$at/systemd/$unit"; done
	if has hub; then put_once 644 /etc/rotunda/hub.env <"$at/systemd/hub.env"; fi
	if has agent; then
		put 644 /etc/udev/rules.d/70-rotunda.rules <"$at/udev/70-rotunda.rules"
		# The example's public address is nobody's: without one of its own the agent takes the hub's.
		sed '/"public":/d' "$at/agent.example.json" | put_once 640 /etc/rotunda/agent.json
		set_field hub "$hub"
		set_field public "$public"
		set_field code "$code"
	fi
	is_screen || return 0
	set_line /etc/rotunda/screen.env ROTUNDA_HUB "${hub:-$(value_in /etc/rotunda/screen.env ROTUNDA_HUB http://127.0.0.1:3000)}"
	set_line /etc/rotunda/screen.env ROTUNDA_PAGE "$(has kiosk && echo /kiosk || echo /display)"
	set_line /etc/rotunda/screen.env ROTUNDA_ROTATE "$rotate"
	put 644 /etc/X11/xorg.conf.d/10-rotunda.conf <"$at/screen/xorg.conf"
	sed "s|@HUB@|$(value_in /etc/rotunda/screen.env ROTUNDA_HUB "${hub:-http://127.0.0.1:3000}")|" "$at/screen/policies.json" |
		put 644 /etc/chromium/policies/managed/rotunda.json
	# A screen never sleeps, and neither does what is behind it.
	local target
	for target in sleep suspend hibernate hybrid-sleep; do
		local link=$root/etc/systemd/system/$target.target
		[ "$(readlink "$link" 2>/dev/null)" != /dev/null ] || continue
		changed "mask $target.target"
		[ "$dry" = yes ] || ln -sf /dev/null "$link"
	done
}

# value_in PATH NAME OTHERWISE
value_in() {
	local line=''
	[ ! -f "$root$1" ] || line=$(grep "^$2=" "$root$1" | tail -n 1)
	if [ -n "$line" ]; then echo "${line#*=}"; else echo "$3"; fi
}

services() {
	local link unit
	for unit in "${enabled[@]}"; do
		link=$root/etc/systemd/system/$(case $unit in *.timer) echo timers ;; *) echo multi-user ;; esac).target.wants/$unit
		[ ! -L "$link" ] || continue
		changed "enable $unit"
		[ "$dry" = yes ] || { mkdir -p "$(dirname "$link")" && ln -s "/etc/systemd/system/$unit" "$link"; }
	done
	live && [ "$changes" -gt 0 ] || return 0
	systemd-sysusers
	if has agent; then chgrp rotunda-agent /etc/rotunda/agent.json; fi
	systemctl daemon-reload
	if has agent; then
		udevadm control --reload
		udevadm trigger --subsystem-match=usbmisc --subsystem-match=tty
	fi
	systemctl restart "${enabled[@]}"
}

units=() enabled=()
if has hub; then units+=(rotunda-hub.service) enabled+=(rotunda-hub.service); fi
if has agent; then units+=(rotunda-agent.service) enabled+=(rotunda-agent.service); fi
if is_screen; then
	units+=(rotunda-screen.service rotunda-screen-nightly.service rotunda-screen-nightly.timer)
	enabled+=(rotunda-screen.service rotunda-screen-nightly.timer)
fi

packages
program
files
services

if [ "$changes" = 0 ]; then echo 'Everything was prepared already.'; else echo "Done: $changes changes."; fi
if live && has agent; then
	echo
	(cd "$home" && runuser -u rotunda-agent -- node_modules/.bin/node hardware/agent.ts --config /etc/rotunda/agent.json --check) || true
fi
