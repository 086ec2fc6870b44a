require "openssl"

# secret: as the console shows it; headers: names in lower case; body: the raw bytes
def verify(secret, headers, body)
  wanted = [OpenSSL::HMAC.digest("SHA256", secret, body)].pack("m0")
  given = headers["refersion-signature"].to_s
  given.bytesize == wanted.bytesize && OpenSSL.fixed_length_secure_compare(given, wanted)
end
