using System.Buffers;
using System.IO.Pipelines;
using System.Text.Json;
using SyncKit.Connections;

namespace SyncKit.Auditing;

/// <summary>Writes a trail as lines of JSON, and checks what was written. Memory stays flat in both ways.</summary>
internal static class AuditExport
{
    private const int Page = 500;
    private const int LongestLine = 1024 * 1024;

    public static async Task<AuditMark> WriteAsync(IAuditTrail trail, TenantId tenant, Stream output, CancellationToken cancellationToken)
    {
        AuditHead head = await trail.FindHeadAsync(tenant, cancellationToken).ConfigureAwait(false);
        ArrayBufferWriter<byte> lines = new();
        using Utf8JsonWriter json = new(lines);
        await foreach (IReadOnlyList<AuditRecord> page in AuditPages.ReadAsync(trail, tenant, head, Page, cancellationToken).ConfigureAwait(false))
        {
            foreach (AuditRecord record in page)
            {
                AuditLine.Write(json, record);
                EndLine(lines, json);
            }

            await output.WriteAsync(lines.WrittenMemory, cancellationToken).ConfigureAwait(false);
            lines.ResetWrittenCount();
        }

        AuditLine.Write(json, tenant, head);
        EndLine(lines, json);
        await output.WriteAsync(lines.WrittenMemory, cancellationToken).ConfigureAwait(false);
        await output.FlushAsync(cancellationToken).ConfigureAwait(false);
        return head.Mark;
    }

    public static async Task<AuditVerification> CheckAsync(Stream export, AuditMark? anchor, CancellationToken cancellationToken)
    {
        PipeReader reader = PipeReader.Create(export, new StreamPipeReaderOptions(leaveOpen: true));
        AuditExportCheck check = new(anchor);
        try
        {
            while (true)
            {
                ReadResult read = await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
                ReadOnlySequence<byte> rest = read.Buffer;
                while (rest.PositionOf((byte)'\n') is { } end)
                {
                    check.Take(rest.Slice(0, end));
                    rest = rest.Slice(rest.GetPosition(1, end));
                }

                if (read.IsCompleted || rest.Length > LongestLine || check.HasFailed)
                {
                    if (!rest.IsEmpty)
                    {
                        check.Take(rest.Length > LongestLine ? ReadOnlySequence<byte>.Empty : rest);
                    }

                    return check.End();
                }

                reader.AdvanceTo(rest.Start, rest.End);
            }
        }
        finally
        {
            await reader.CompleteAsync().ConfigureAwait(false);
        }
    }

    private static void EndLine(ArrayBufferWriter<byte> lines, Utf8JsonWriter json)
    {
        json.Flush();
        json.Reset();
        lines.Write("\n"u8);
    }
}
