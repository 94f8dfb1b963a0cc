using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using SyncKit.Credentials;

namespace SyncKit;

/// <summary>Chooses where the keys are that encrypt credentials: exactly one of these.</summary>
public static class CredentialKeyExtensions
{
    /// <summary>
    /// Sets the keys that encrypt credentials. It is read again when a change token of <see cref="CredentialKeyOptions"/> fires, so bind the options to a
    /// configuration, or register its change token, to change keys without a restart. May be called again to add keys.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="configure">Sets <see cref="CredentialKeyOptions.Active"/> and the keys.</param>
    public static SyncKitBuilder WithCredentialKeys(this SyncKitBuilder builder, Action<CredentialKeyOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.Configure(configure);
        builder.Services.AddSingleton(KeyProviderChoice.Configuration);
        return builder;
    }

    /// <summary>
    /// Reads the keys that encrypt credentials from a file, such as a mounted secret of Docker or Kubernetes:
    /// <c>{"active":"k2","keys":{"k1":"&lt;base64&gt;","k2":"&lt;base64&gt;"}}</c>. The file is looked at every ten seconds, so replace it as a whole, by a
    /// rename, to change keys without a restart. A file that every user of the machine may write is refused; one that they may read is warned of, because
    /// mounted secrets are so by default.
    /// </summary>
    /// <param name="builder">The builder.</param>
    /// <param name="path">The file.</param>
    public static SyncKitBuilder WithCredentialKeyFile(this SyncKitBuilder builder, string path)
    {
        ArgumentNullException.ThrowIfNull(builder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        string full = Path.GetFullPath(path);
        builder.Services.AddSingleton(new KeyProviderChoice($"WithCredentialKeyFile(\"{full}\")"));
        builder.Services.AddSingleton<IKeyProvider>(services => new FileKeys(
            full, services.GetRequiredService<TimeProvider>(), services.GetRequiredService<ILogger<FileKeys>>()));
        return builder;
    }

    /// <summary>
    /// Has data keys wrapped by a key provider of your own, such as one that calls a cloud's key management service. Unwrapped data keys are kept in memory
    /// for five minutes, a thousand at most, so that it is not called for every read.
    /// </summary>
    /// <typeparam name="T">The provider; one for the host.</typeparam>
    /// <param name="builder">The builder.</param>
    /// <param name="make">Makes it; <see langword="null"/> has the host's services make it.</param>
    public static SyncKitBuilder WithKeyProvider<[System.Diagnostics.CodeAnalysis.DynamicallyAccessedMembers(
        System.Diagnostics.CodeAnalysis.DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this SyncKitBuilder builder, Func<IServiceProvider, T>? make = null)
        where T : class, IKeyProvider
    {
        ArgumentNullException.ThrowIfNull(builder);
        builder.Services.AddSingleton(new KeyProviderChoice($"WithKeyProvider<{typeof(T).Name}>"));
        if (make is null)
        {
            builder.Services.AddSingleton<IKeyProvider, T>();
        }
        else
        {
            builder.Services.AddSingleton<IKeyProvider>(make);
        }

        return builder;
    }
}
