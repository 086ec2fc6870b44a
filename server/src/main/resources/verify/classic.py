import base64, hashlib, hmac

def verify(secret: str, headers: dict, body: bytes) -> bool:
    """secret: as the console shows it; headers: names in lower case; body: the raw bytes."""
    wanted = base64.b64encode(hmac.new(secret.encode(), body, hashlib.sha256).digest())
    return hmac.compare_digest(wanted, headers["refersion-signature"].encode())
