using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using SyncKit.Credentials;

namespace SyncKit.SampleHost.Syncing;

/// <summary>Wraps all credentials with the active key and says which keys are still needed.</summary>
internal static class KeyRotation
{
    public static async Task<int> RunAsync(IServiceProvider services, IAnsiConsole console, CancellationToken cancellationToken)
    {
        CredentialRotation rotation = services.GetRequiredService<CredentialRotation>();
        RotationProgress progress = await rotation.RotateAsync(cancellationToken: cancellationToken);
        console.MarkupLineInterpolated($"Key '{progress.KeyId}': {progress.Done} of {progress.Total} sets of credentials were wrapped anew.");
        foreach (RotationFailure failure in progress.Failed)
        {
            console.MarkupLineInterpolated($"[red]{failure.Connection}: {failure.Reason}[/]");
        }

        foreach (KeyUsage usage in await rotation.KeyUsageAsync(cancellationToken))
        {
            console.MarkupLineInterpolated($"  {usage.KeyId}: {usage.Credentials} in use");
        }

        return progress.IsComplete ? ExitCodes.Agrees : ExitCodes.Differs;
    }
}
