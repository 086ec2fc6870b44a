<?php
// $secret: as the console shows it; $headers: names in lower case; $body: the raw bytes, from file_get_contents('php://input')
function verify(string $secret, array $headers, string $body): bool
{
    $wanted = base64_encode(hash_hmac('sha256', $body, $secret, true));
    return hash_equals($wanted, $headers['refersion-signature'] ?? '');
}
