using System.Security.Cryptography;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace SyncKit.Credentials;

/// <summary>
/// Fails the start when the keys are not there, not well-formed or do not unwrap what they wrapped. A key management service that is down does not: it may
/// come back, and until then what needs a key waits.
/// </summary>
internal sealed partial class KeyStart(IEnumerable<KeyProviderChoice> choices, IServiceProvider services, ILogger<KeyStart> logger) : IHostedService
{
    private const string Bound = "synckit|start|check";

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        KeyProviderChoice[] chosen = [.. choices.Distinct()];
        if (chosen.Length > 1)
        {
            throw new InvalidOperationException(
                $"SyncKit has several key providers ({string.Join(", ", chosen.Select(choice => choice.Name))}): choose exactly one.");
        }

        try
        {
            await TryAsync((IKeyProvider)services.GetService(typeof(IKeyProvider))!, cancellationToken).ConfigureAwait(false);
        }
        catch (CredentialException broken) when (!broken.IsTransient)
        {
            throw new InvalidOperationException($"The keys that encrypt credentials cannot be used: {broken.Message}", broken);
        }
        catch (Exception unreachable) when (unreachable is not (OperationCanceledException or InvalidOperationException))
        {
            LogUnreachable(unreachable);
        }
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static async Task TryAsync(IKeyProvider provider, CancellationToken cancellationToken)
    {
        byte[] key = RandomNumberGenerator.GetBytes(AesBox.KeySize);
        string active = await provider.GetActiveKeyIdAsync(cancellationToken).ConfigureAwait(false);
        byte[] wrapped = await provider.WrapAsync(active, key, Bound, cancellationToken).ConfigureAwait(false);
        byte[] unwrapped = await provider.UnwrapAsync(active, wrapped, Bound, cancellationToken).ConfigureAwait(false);
        if (!CryptographicOperations.FixedTimeEquals(key, unwrapped))
        {
            throw new CredentialException($"the key '{active}' does not unwrap what it wrapped.");
        }
    }

    [LoggerMessage(905, LogLevel.Error, "The key provider did not answer at the start; credentials cannot be opened or saved until it does.")]
    private partial void LogUnreachable(Exception exception);
}
