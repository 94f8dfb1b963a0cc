using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using SyncKit.Testing.QuickBooks.Wire;

namespace SyncKit.Testing.QuickBooks.Schema;

/// <summary>Holds what a request sends against its shape: unknown properties, formats, lengths, characters.</summary>
internal static class ShapeCheck
{
    private const string MailAddress = "Address";

    public static void Check(JsonObject sent, string shapeName, string entity, bool refuseEmoji)
    {
        if (shapeName == "Any")
        {
            return;
        }

        Shape shape = Shapes.Get(shapeName);
        foreach ((string name, JsonNode? value) in sent)
        {
            Member member = shape.Find(name) ?? throw Refuse.UnknownProperty(name, shapeName == "Line" || shapeName == entity ? shapeName : entity);
            switch (value)
            {
                case null:
                    break;
                case JsonObject child when member.Kind == MemberKind.Object:
                    Check(child, member.Shape!, entity, refuseEmoji);
                    break;
                case JsonArray array when member.Kind == MemberKind.Array:
                    foreach (JsonObject element in array.OfType<JsonObject>())
                    {
                        Check(element, member.Shape!, entity, refuseEmoji);
                    }

                    break;
                case JsonValue scalar when member.Kind is not (MemberKind.Object or MemberKind.Array):
                    CheckScalar(scalar, member, shapeName, refuseEmoji);
                    break;
                default:
                    throw Refuse.UnknownProperty(name, entity);
            }
        }
    }

    private static void CheckScalar(JsonValue scalar, Member member, string shapeName, bool refuseEmoji)
    {
        string text = scalar.GetValueKind() == JsonValueKind.String ? scalar.GetValue<string>() : scalar.ToJsonString();
        if (text.Length == 0)
        {
            return;
        }

        switch (member.Kind)
        {
            case MemberKind.Number when !decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _):
                throw Refuse.InvalidNumber(member.Name, text);
            case MemberKind.Flag when text is not ("true" or "false"):
                throw Refuse.InvalidBoolean(member.Name, text);
            case MemberKind.Date when JsonReading.ReadDate(text) is null:
                throw Refuse.InvalidDate(member.Name, text);
        }

        if (member.Longest is { } longest && text.Length > longest)
        {
            throw Refuse.Length(member.Name, longest, text.Length);
        }

        if (refuseEmoji && text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') >= 0)
        {
            throw Refuse.InvalidString(member.Name, text);
        }

        if (shapeName == "Email" && member.Name == MailAddress && !LooksLikeMail(text))
        {
            throw Refuse.InvalidMail("EmailAddr");
        }
    }

    /// <summary>Several addresses may stand in one field, separated by commas.</summary>
    private static bool LooksLikeMail(string text) =>
        text.Split(',').All(part =>
        {
            string address = part.Trim();
            int at = address.IndexOf('@', StringComparison.Ordinal);
            return at > 0 && at == address.LastIndexOf('@') && address.IndexOf('.', at) > at + 1 && !address.EndsWith('.') && !address.Contains(' ', StringComparison.Ordinal);
        });
}
