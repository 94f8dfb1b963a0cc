using Microsoft.Extensions.Options;

namespace SyncKit.Credentials;

/// <summary>Checks the keys of the configuration, unless they are kept elsewhere.</summary>
internal sealed class CredentialKeyOptionsValidator(IEnumerable<KeyProviderChoice> choices) : IValidateOptions<CredentialKeyOptions>
{
    public ValidateOptionsResult Validate(string? name, CredentialKeyOptions options)
    {
        if (choices.Any(choice => choice != KeyProviderChoice.Configuration))
        {
            return ValidateOptionsResult.Skip;
        }

        return KeyRingCheck.Problem(options, "Keys:Active", "Keys:") is { } problem
            ? ValidateOptionsResult.Fail(problem)
            : ValidateOptionsResult.Success;
    }
}
