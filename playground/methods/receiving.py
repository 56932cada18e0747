"""How a bot gets its updates: long polling or a webhook."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from playground.bots import WebhookSettings
from playground.errors import Json, bad_request, conflict
from playground.methods.call import Call, method
from playground.updates import MAX_TIMEOUT

SECRET = re.compile(r"[A-Za-z0-9_-]*")
DEFAULT_CONNECTIONS = 40


@method("getUpdates")
async def get_updates(call: Call) -> list[Json]:
    """Return what is unconfirmed, waiting for it up to `timeout` seconds."""
    if call.bot.webhook is not None:
        raise conflict(
            "can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
        )
    _keep_allowed(call)
    params = call.params
    offset, wait = params.integer("offset"), params.integer("timeout", 0, 0, MAX_TIMEOUT)
    limit, wait = call.bot.limiter.brake(offset, params.integer("limit", 100, 1, 100), wait)
    return await call.bot.updates.poll(offset, limit, wait)


@method("setWebhook")
async def set_webhook(call: Call) -> bool:
    """Push updates to a URL from now on; an empty one goes back to polling."""
    url = call.params.text("url")
    if not url:
        _change(call, None)
        return True
    settings = _settings(call, url)
    _keep_allowed(call)
    call.bot.updates.end_poll(conflict("terminated by setWebhook request"))
    _change(call, settings)
    return True


@method("deleteWebhook")
async def delete_webhook(call: Call) -> bool:
    """Go back to polling."""
    _change(call, None)
    return True


@method("getWebhookInfo")
async def get_webhook_info(call: Call) -> Json:
    """Return where updates are pushed to and how many wait."""
    updates, webhook = call.bot.updates, call.bot.webhook
    updates.expire()
    info: Json = {"url": "", "has_custom_certificate": False, "pending_update_count": len(updates.pending)}
    if webhook is not None:
        info |= {"url": webhook.url, "max_connections": webhook.max_connections}
        if webhook.last_error:
            info |= {"last_error_date": webhook.last_error_date, "last_error_message": webhook.last_error}
    if updates.allowed:
        info["allowed_updates"] = updates.allowed
    return info


def _settings(call: Call, url: str) -> WebhookSettings:
    # Like a Bot API server of one's own (--local), this one also takes http and any port.
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).hostname:
        raise bad_request("invalid webhook URL specified")
    secret = call.params.text("secret_token")
    if len(secret) > 256:
        raise bad_request("secret token is too long")
    if not SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    return WebhookSettings(url, secret, call.params.integer("max_connections", DEFAULT_CONNECTIONS, 1, 100))


def _change(call: Call, settings: WebhookSettings | None) -> None:
    if call.params.flag("drop_pending_updates"):
        call.bot.updates.clear()
    call.bot.webhook = settings
    call.world.archive.bot(call.bot)
    call.world.webhook_changed(call.bot)


def _keep_allowed(call: Call) -> None:
    allowed = call.params.object("allowed_updates", "can't parse allowed_updates JSON object")
    if isinstance(allowed, list) and allowed != call.bot.updates.allowed:
        call.bot.updates.allowed = [str(kind) for kind in allowed]
        call.world.archive.bot(call.bot)
