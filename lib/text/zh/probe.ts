/** What lib/probe says, in Simplified Chinese. */

import type { Catalog } from "../../base/language.ts";

/** See the file. */
export const PROBE: Catalog = {
  // answer.ts, health_answer.ts, http.ts
  "a body of more than {0} bytes": "超过 {0} 字节的正文",
  "a body that is not UTF-8": "不是 UTF-8 的正文",
  "GET /health gave {0}": "GET /health 返回 {0}",
  "GET /health gave 200 with {0}": "GET /health 返回 200，内容为 {0}",
  "GET /health said ok": "GET /health 返回 ok",
  '"{0}"': "“{0}”",
  '"{0}…"': "“{0}…”",
  "TLS is configured, but it answers plain HTTP":
    "配置了 TLS，但它以明文 HTTP 应答",

  // config/section.ts
  "does not follow $include {0}": "不读取 $include {0}",

  // elsewhere.ts
  "the gateway listens at {0}, where it is asked; nobody listens at {1}, where it should ({2})":
    "网关监听在 {0}，因此在那里询问它；它本应监听的 {1} 没有进程监听（依据：{2}）",
  "the guard's settings": "守护程序的设置",
  "OpenClaw's own default": "OpenClaw 的默认值",

  // endpoint.ts
  ".env: {0}": ".env：{0}",
  "unit: --publish": "服务单元：--publish",
  "unit: --port": "服务单元：--port",
  "environment of the unit: {0}": "服务单元的环境变量：{0}",

  // listener.ts, ready.ts, refused_config.ts, running_update.ts
  "unknown": "未知",
  "suppressed: {0}": "已抑制：{0}",
  "{0} is {1}": "{0} {1}",
  "OpenClaw is being updated (pid {0})": "OpenClaw 正在更新（进程 {0}）",

  // stages.ts
  "it answers HTTP, but GET /health had no end within {0} ms":
    "能应答 HTTP，但 GET /health 在 {0} 毫秒内没有结束",
  "it answers HTTP, but GET /health broke off":
    "能应答 HTTP，但 GET /health 中途断开",
  "the guard itself could not ask: {0}": "守护程序自身无法发出询问：{0}",
  "it takes connections but gives no HTTP answer":
    "能建立连接，但没有 HTTP 应答",
  "nobody listens on {0}:{1}": "没有进程监听 {0}:{1}",
  "no connection to {0}:{1}": "无法连接 {0}:{1}",
  "it takes connections but gives no HTTP answer within {0} ms":
    "能建立连接，但 {0} 毫秒内没有 HTTP 应答",
  "it takes connections but gives no HTTP answer: {0}":
    "能建立连接，但没有 HTTP 应答：{0}",
  "TLS: {0}": "TLS：{0}",

  // tls_get.ts
  "no complete HTTP answer": "HTTP 应答不完整",
  "not an HTTP answer": "不是 HTTP 应答",
  "the connection was closed before it was secure":
    "连接在加密建立之前就被关闭了",
  "it shows another certificate than the one in {0}":
    "它出示的证书与 {0} 中的不同",
  "no certificate is known": "没有已知的证书",
  "no PEM certificate in it": "其中没有 PEM 证书",
  "its certificate cannot be read from {0}: {1}":
    "无法从 {0} 读取它的证书：{1}",
  "the body broke off": "正文中途断开",

  // unit.ts
  "no answer within 5 s": "5 秒内没有应答",
  "cannot ask systemd about {0}: {1}": "无法向 systemd 查询 {0}：{1}",
  "cannot ask systemd's user manager about {0}: {1}":
    "无法向 systemd 的用户管理器查询 {0}：{1}",
  'Run "openclaw-guard doctor": it tells what mends it':
    "请运行“openclaw-guard doctor”：它会说明怎样修好",
  'This shell may have variables of another user, as after "su": run "{0}", then try again':
    "这个 shell 里可能留有别的用户的变量，例如用过“su”之后：请运行“{0}”，再试一次",
  "a check (pid {0}) has been at work for {1}, which is too long; after {2} the next check ends it":
    "一次检查（pid {0}）已进行了 {1}，时间过长；满 {2} 后由下一次检查结束它",
  "a process (pid {0}) has been holding the guard's lock for {1}, so nothing is checked":
    "一个进程（pid {0}）占着守护程序的锁已有 {1}，因此没有进行任何检查",
};
