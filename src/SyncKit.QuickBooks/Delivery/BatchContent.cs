using System.Buffers;
using System.Globalization;
using System.Text;

namespace SyncKit.QuickBooks.Delivery;

/// <summary>Puts JSON objects that are already bytes into the bytes of one batch call.</summary>
internal sealed class BatchContent
{
    private readonly ArrayBufferWriter<byte> buffer = new(4096);

    public BatchContent() => buffer.Write("{\"BatchItemRequest\":["u8);

    public static string TargetId(int index) => "d" + (index + 1).ToString(CultureInfo.InvariantCulture);

    public void AddCreate(string targetId, string entity, ReadOnlySpan<byte> json) => Add(targetId, "create", entity, json);

    public void AddUpdate(string targetId, string entity, ReadOnlySpan<byte> json) => Add(targetId, "update", entity, json);

    public ReadOnlyMemory<byte> Close()
    {
        buffer.Write("]}"u8);
        return buffer.WrittenMemory;
    }

    private void Add(string targetId, string operation, string entity, ReadOnlySpan<byte> json)
    {
        string comma = buffer.WrittenSpan[^1] == (byte)'[' ? string.Empty : ",";
        buffer.Write(Encoding.UTF8.GetBytes($"{comma}{{\"bId\":\"{targetId}\",\"operation\":\"{operation}\",\"{entity}\":"));
        buffer.Write(json);
        buffer.Write("}"u8);
    }
}
