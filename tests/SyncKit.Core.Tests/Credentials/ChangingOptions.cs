using Microsoft.Extensions.Options;
using SyncKit.Credentials;

namespace SyncKit.Core.Tests.Credentials;

/// <summary>Key options that change at work, checked as the host checks them.</summary>
internal sealed class ChangingOptions(CredentialKeyOptions first) : IOptionsMonitor<CredentialKeyOptions>
{
    public CredentialKeyOptions Now { get; set; } = first;

    public CredentialKeyOptions CurrentValue
    {
        get
        {
            ValidateOptionsResult result = new CredentialKeyOptionsValidator([]).Validate(null, Now);
            return result.Failed ? throw new OptionsValidationException("Keys", typeof(CredentialKeyOptions), result.Failures) : Now;
        }
    }

    public CredentialKeyOptions Get(string? name) => CurrentValue;

    public IDisposable? OnChange(Action<CredentialKeyOptions, string?> listener) => null;
}
