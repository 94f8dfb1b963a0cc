using System.Text;

namespace SyncKit.Fixtures;

/// <summary>Changes a body as an attacker, a proxy or a broken plug-in might.</summary>
public static class Mutation
{
    /// <summary>Pieces that break JSON in ways that single bytes seldom do.</summary>
    private static readonly string[] Pieces =
    [
        "\\ud800", "\\ud83d\\ude00", "\\u0000", "{}", "[]", "null", "true", "-1", "0", "1e999", "-0.0e-999", "99999999999999999999999999999999999999",
        "9223372036854775808", "0.1e1", "\"\"", "\"", "]", "}", "{", "[", ",", ":", "\uFFFF", "\u202E", "\u0001", "é", " ", "\t", "\r\n", "\\", "\\\\\"", "/*x*/",
        "\"id\":1,", "\"id\":\"2\",", "\"id\":null,", "\"id\":-3,", "\"status\":5,", "\"date_modified_gmt\":\"9999-12-31T23:59:59\",", "\"code\":\"x\",",
        "\"date_modified_gmt\":\"0000-00-00T00:00:00\",", "\"type\":\"variation\",", "\"\\ud800\":1,", "\"\\u0069d\":7,", "\"related_ids\":[1],", "\"line_items\":{},",
    ];

    /// <summary>One to four changes.</summary>
    /// <param name="whole">The body; it stays as it is.</param>
    /// <param name="random">Where the changes come from.</param>
    public static byte[] Of(ReadOnlySpan<byte> whole, Random random)
    {
        List<byte> body = [.. whole];
        int times = random.Next(1, 5);
        for (int i = 0; i < times; i++)
        {
            One(body, random);
        }

        return [.. body];
    }

    private static void One(List<byte> body, Random random)
    {
        int place = random.Next(body.Count + 1);
        int held = Math.Min(place, Math.Max(body.Count - 1, 0));
        switch (random.Next(10))
        {
            case 0 when body.Count > 0: body[held] ^= (byte)(1 << random.Next(8)); break;
            case 1 when body.Count > 0: body[held] = (byte)random.Next(256); break;
            case 2: body.RemoveRange(place, body.Count - place); break;
            case 3: body.RemoveRange(place, Math.Min(random.Next(1, 40), body.Count - place)); break;
            case 4: body.InsertRange(place, body.Skip(random.Next(body.Count + 1)).Take(random.Next(1, 80)).ToArray()); break;
            case 5: body.InsertRange(place, Enumerable.Repeat((byte)"[{\"a"[random.Next(4)], random.Next(1, 3000))); break;
            case 6: body.InsertRange(1 <= body.Count ? 1 : 0, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
            case 7 when body.Count > 1:
                int other = random.Next(body.Count);
                (body[held], body[other]) = (body[other], body[held]);
                break;
            case 8: body.InsertRange(0, Encoding.UTF8.GetPreamble()); break;
            default: body.InsertRange(place, Encoding.UTF8.GetBytes(Pieces[random.Next(Pieces.Length)])); break;
        }
    }
}
