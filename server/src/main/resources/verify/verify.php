<?php
// $secret: "whsec_…"; $headers: names in lower case; $body: the raw bytes, from file_get_contents('php://input')
function verify(string $secret, array $headers, string $body): bool
{
    $time = $headers['webhook-timestamp'];
    if (abs(time() - (int) $time) > 300) {
        return false;
    }
    $key = base64_decode(substr($secret, strlen('whsec_')));
    $wanted = 'v1,' . base64_encode(hash_hmac('sha256', "{$headers['webhook-id']}.$time.$body", $key, true));
    foreach (explode(' ', $headers['webhook-signature']) as $one) {
        if (hash_equals($wanted, $one)) {
            return true;
        }
    }
    return false;
}
