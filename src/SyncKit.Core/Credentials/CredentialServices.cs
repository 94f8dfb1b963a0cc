using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace SyncKit.Credentials;

/// <summary>Registers what keeps credentials.</summary>
internal static class CredentialServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<CredentialCipher>();
        services.TryAddSingleton<ICredentialStore, EncryptedCredentialStore>();
    }
}
