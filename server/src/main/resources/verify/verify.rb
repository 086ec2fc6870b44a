require "openssl"

# secret: "whsec_…"; headers: names in lower case; body: the raw bytes
def verify(secret, headers, body)
  time = headers["webhook-timestamp"]
  return false if (Time.now.to_i - Integer(time, 10)).abs > 300
  key = secret.delete_prefix("whsec_").unpack1("m")
  signed = "#{headers["webhook-id"]}.#{time}.".b + body.b
  wanted = "v1," + [OpenSSL::HMAC.digest("SHA256", key, signed)].pack("m0")
  headers["webhook-signature"].split(" ").any? do |one|
    one.bytesize == wanted.bytesize && OpenSSL.fixed_length_secure_compare(one, wanted)
  end
end
