using System.Text;
using System.Text.Json;
using CsCheck;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Tests.Mapping;

public sealed class RawJsonTests
{
    private static readonly string[] Pieces = ["\\u0000", "\\ud83d", "\\ude00", "\\\\", "\\n", "u0000", "é", "\\u00e9", "\\\"", "x"];

    [Theory]
    [InlineData("""{"a":"x\u0000y"}""", """{"a":"x\ufffdy"}""")]
    [InlineData("""{"a":"\\u0000"}""", """{"a":"\\u0000"}""")]
    [InlineData("""{"a":"\\\u0000"}""", """{"a":"\\\ufffd"}""")]
    [InlineData("""["\ud83d\ude00","\ud83d","\ude00","\ud83d\ud83d\ude00"]""", """["\ud83d\ude00","\ufffd","\ufffd","\ufffd\ud83d\ude00"]""")]
    [InlineData("{\"a\":1}\n[{\"b\":2}]", """{"a":1}""")]
    [InlineData("", "null")]
    [InlineData("{\"a\":", "null")]
    public void What_jsonb_does_not_keep_is_replaced(string raw, string expected) => Written(Encoding.UTF8.GetBytes(raw)).Should().Be(expected);

    [Fact]
    public void Whatever_the_escapes_the_result_is_json_that_jsonb_keeps() =>
        Gen.Int[0, Pieces.Length - 1].Select(piece => Pieces[piece]).Array[0, 12].Sample(parts =>
        {
            string written = Written(Encoding.UTF8.GetBytes($"[\"{string.Concat(parts)}\"]"));
            using JsonDocument document = JsonDocument.Parse(written);
            document.RootElement[0].GetString()!.Should().NotContain("\0");
            Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(document.RootElement[0].GetString()!)).Should().Be(document.RootElement[0].GetString());
        });

    private static string Written(byte[] raw)
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter json = new(stream, new JsonWriterOptions { SkipValidation = true }))
        {
            RawJson.Write(json, RawJson.First(raw).Span);
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
