using System.Buffers;
using System.Security;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SyncKit.Testing.Loopback;

namespace SyncKit.Testing.QuickBooks.Wire;

/// <summary>How answers and faults are written.</summary>
internal static class Envelope
{
    private const string Json = "application/json;charset=UTF-8";

    private static readonly JsonWriterOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true };

    public static byte[] Write(Action<Utf8JsonWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter writer = new(buffer, Relaxed))
        {
            writer.WriteStartObject();
            write(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    public static SimulatedResponse Ok(string key, ReadOnlySpan<byte> json, DateTimeOffset time)
    {
        byte[] entity = json.ToArray();
        return new SimulatedResponse(
            200,
            Write(writer =>
            {
                writer.WritePropertyName(key);
                writer.WriteRawValue(entity, skipInputValidation: true);
                writer.WriteString("time", PacificTime.Milliseconds(time));
            }),
            Json);
    }

    public static SimulatedResponse Bare(byte[] json) => new(200, json, Json);

    public static SimulatedResponse Fault(RefusalException refusal, DateTimeOffset time, bool asXml = false)
    {
        if (asXml)
        {
            return new SimulatedResponse(refusal.Status, Encoding.UTF8.GetBytes(Xml(refusal, time)), "application/xml;charset=UTF-8");
        }

        byte[] body = refusal.FromGateway
            ? Write(writer => WriteGatewayFault(writer, refusal, time))
            : Write(writer =>
            {
                WriteFault(writer, refusal);
                writer.WriteString("time", PacificTime.Milliseconds(time));
            });
        return new SimulatedResponse(refusal.Status, body, Json);
    }

    public static void WriteFault(Utf8JsonWriter writer, RefusalException refusal)
    {
        writer.WriteStartObject("Fault");
        writer.WriteStartArray("Error");
        foreach (FaultError error in refusal.Errors)
        {
            writer.WriteStartObject();
            writer.WriteString("Message", error.Message);
            writer.WriteString("Detail", error.Detail);
            writer.WriteString("code", error.Code);
            if (error.Element is not null)
            {
                writer.WriteString("element", error.Element);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("type", refusal.Type);
        writer.WriteEndObject();
    }

    private static void WriteGatewayFault(Utf8JsonWriter writer, RefusalException refusal, DateTimeOffset time)
    {
        writer.WriteNull("warnings");
        writer.WriteNull("intuitObject");
        writer.WriteStartObject("fault");
        writer.WriteStartArray("error");
        foreach (FaultError error in refusal.Errors)
        {
            writer.WriteStartObject();
            writer.WriteString("message", error.Message);
            writer.WriteString("detail", error.Detail);
            writer.WriteString("code", error.Code);
            writer.WriteNull("element");
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteString("type", refusal.Type);
        writer.WriteEndObject();
        writer.WriteNull("report");
        writer.WriteNull("queryResponse");
        WriteEmptyArray(writer, "batchItemResponse");
        WriteEmptyArray(writer, "attachableResponse");
        WriteEmptyArray(writer, "syncErrorResponse");
        writer.WriteNull("requestId");
        writer.WriteNumber("time", time.ToUnixTimeMilliseconds());
        writer.WriteNull("status");
        WriteEmptyArray(writer, "cdcresponse");
    }

    private static void WriteEmptyArray(Utf8JsonWriter writer, string name)
    {
        writer.WriteStartArray(name);
        writer.WriteEndArray();
    }

    private static string Xml(RefusalException refusal, DateTimeOffset time)
    {
        IEnumerable<string> errors = refusal.Errors.Select(error =>
            $"<Error code=\"{error.Code}\"><Message>{SecurityElement.Escape(error.Message)}</Message><Detail>{SecurityElement.Escape(error.Detail)}</Detail></Error>");
        return "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>"
            + $"<IntuitResponse time=\"{PacificTime.Milliseconds(time)}\" xmlns=\"http://schema.intuit.com/finance/v3\">"
            + $"<Fault type=\"{refusal.Type}\">{string.Concat(errors)}</Fault></IntuitResponse>";
    }
}
