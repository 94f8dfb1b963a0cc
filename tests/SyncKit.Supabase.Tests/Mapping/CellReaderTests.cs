using System.Text.Json;
using SyncKit.Supabase.Mapping;

namespace SyncKit.Supabase.Tests.Mapping;

public sealed class CellReaderTests
{
    [Theory]
    [InlineData("12.34", "12.34")]
    [InlineData("\"100.00\"", "100.00")]
    [InlineData("\"-0.005\"", "-0.005")]
    [InlineData("1e2", "100")]
    [InlineData("79228162514264337593543950335", "79228162514264337593543950335")]
    [InlineData("\"12,34\"", null)]
    [InlineData("\"NaN\"", null)]
    [InlineData("null", null)]
    public void A_numeric_is_read_from_a_number_or_a_text(string json, string? expected) =>
        CellReader.Number(Row(json), "c").Should().Be(expected is null ? null : decimal.Parse(expected, System.Globalization.CultureInfo.InvariantCulture));

    [Theory]
    [InlineData("2026-01-01T00:00:00+00:00")]
    [InlineData("2026-01-01 00:00:00+00")]
    [InlineData("2026-01-01 01:00:00+01")]
    [InlineData("2026-01-01T00:00:00.000000+00:00")]
    [InlineData("2026-01-01T00:00:00")]
    [InlineData("2025-12-31T19:00:00-05:00")]
    [InlineData("2026-01-01T00:00:00Z")]
    public void A_moment_is_read_in_every_form(string text) =>
        CellReader.Instant(text).Should().Be(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero));

    [Theory]
    [InlineData("9007199254740993", "9007199254740993")]
    [InlineData("\"0017\"", "0017")]
    [InlineData("true", "true")]
    [InlineData("null", null)]
    [InlineData("{}", null)]
    public void An_id_is_text_whatever_its_column(string json, string? expected) => CellReader.Text(Row(json), "c").Should().Be(expected);

    private static JsonElement Row(string json) => JsonDocument.Parse($$"""{"c":{{json}}}""").RootElement;
}
