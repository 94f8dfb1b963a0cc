using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;

namespace SyncKit.Credentials;

/// <summary>Registers what keeps credentials.</summary>
internal static class CredentialServices
{
    public static void Add(IServiceCollection services)
    {
        services.TryAddSingleton<IKeyProvider, ConfiguredKeys>();
        services.TryAddSingleton<DataKeyMemory>();
        services.TryAddSingleton<DataKeys>();
        services.TryAddSingleton<CredentialCipher>();
        services.TryAddSingleton<CredentialTrail>();
        services.TryAddSingleton<ICredentialStore, EncryptedCredentialStore>();
        services.TryAddSingleton(provider => new CredentialRotation(
            provider.GetRequiredService<ISealedCredentialStore>(),
            provider.GetRequiredService<CredentialCipher>(),
            provider.GetRequiredService<CredentialTrail>(),
            provider.GetRequiredService<IKeyProvider>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, KeyStart>());
    }
}
