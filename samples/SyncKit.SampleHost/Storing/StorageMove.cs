using Microsoft.Extensions.DependencyInjection;
using Spectre.Console;
using SyncKit.Auditing;
using SyncKit.Connections;
using SyncKit.Moving;
using SyncKit.SampleHost.Configuration;

namespace SyncKit.SampleHost.Storing;

/// <summary>Copies another storage into the one that the host is configured for, and says what came over.</summary>
internal static class StorageMove
{
    public static async Task<int> RunAsync(string from, string into, IServiceProvider services, IAnsiConsole console, CancellationToken cancellationToken)
    {
        StorageKind source = StorageKind.Of(from, "--copy-storage-from");
        StorageKind target = StorageKind.Of(into, "Storage");
        if (string.Equals(from, into, StringComparison.Ordinal))
        {
            throw new ConfigurationError("--copy-storage-from is what Storage says already: let Storage say where to copy to.");
        }

        try
        {
            IReadOnlyList<CopiedTable> copied = await CopyAsync(source, from, target, into, cancellationToken);
            foreach (CopiedTable table in copied)
            {
                console.MarkupLineInterpolated($"  {table.Name}: {table.Rows}");
            }

            console.MarkupLineInterpolated($"{copied.Sum(table => table.Rows)} rows of {copied.Count} tables were copied. The hosts may start on the new storage; let none start on the old one.");
            return await VerifyAsync(services, console, cancellationToken);
        }
        catch (StorageCopyException refused)
        {
            await Console.Error.WriteLineAsync(refused.Message);
            return ExitCodes.Differs;
        }
    }

    private static async Task<IReadOnlyList<CopiedTable>> CopyAsync(
        StorageKind source, string from, StorageKind target, string into, CancellationToken cancellationToken)
    {
        await using IStorageSource opened = await source.OpenSource(from, cancellationToken);
        await using IStorageTarget made = await target.OpenTarget(into, cancellationToken);
        return await StorageCopy.RunAsync(opened, made, cancellationToken);
    }

    private static async Task<int> VerifyAsync(IServiceProvider services, IAnsiConsole console, CancellationToken cancellationToken)
    {
        AuditTrail trail = services.GetRequiredService<AuditTrail>();
        int code = ExitCodes.Agrees;
        foreach (TenantId tenant in await services.GetRequiredService<IConnectionStore>().ListTenantsAsync(cancellationToken))
        {
            AuditVerification found = await trail.VerifyAsync(tenant, cancellationToken: cancellationToken);
            if (found.IsIntact)
            {
                console.MarkupLineInterpolated($"The audit trail of {tenant} is whole: {found.Entries} entries, mark {found.Head}.");
            }
            else
            {
                await Console.Error.WriteLineAsync($"The audit trail of {tenant} is not whole: {found.Problem}");
                code = ExitCodes.Differs;
            }
        }

        return code;
    }
}
