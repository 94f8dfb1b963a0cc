using Microsoft.Extensions.Options;

namespace SyncKit.Credentials;

internal sealed class CredentialKeyOptionsValidator : IValidateOptions<CredentialKeyOptions>
{
    private const string HowTo = "Make one with 'openssl rand -base64 32'.";

    public ValidateOptionsResult Validate(string? name, CredentialKeyOptions options)
    {
        if (string.IsNullOrEmpty(options.Active))
        {
            return ValidateOptionsResult.Fail(
                $"Keys:Active is missing: set it to the id of the key that encrypts credentials, and Keys:<id> to the key. {HowTo}");
        }

        if (!options.Keys.ContainsKey(options.Active))
        {
            return ValidateOptionsResult.Fail($"Keys:{options.Active} is missing: Keys:Active names it. {HowTo}");
        }

        Span<byte> bytes = stackalloc byte[CredentialCipher.KeySize + 1];
        foreach ((string id, string key) in options.Keys)
        {
            if (!Convert.TryFromBase64String(key, bytes, out int length) || length != CredentialCipher.KeySize)
            {
                return ValidateOptionsResult.Fail($"Keys:{id} is not a 256-bit key in base64. {HowTo}");
            }
        }

        return ValidateOptionsResult.Success;
    }
}
