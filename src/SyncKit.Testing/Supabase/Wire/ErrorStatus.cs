namespace SyncKit.Testing.Supabase.Wire;

/// <summary>Which HTTP status an error code has, as https://docs.postgrest.org/en/v14/references/errors.html lists them.</summary>
internal static class ErrorStatus
{
    /// <param name="code">PostgREST's code or the SQLSTATE.</param>
    /// <param name="isAnonymous">Whether the caller has not logged in, who is told 401 where others are told 403.</param>
    public static int Of(string code, bool isAnonymous = false) => code switch
    {
        "PGRST000" or "PGRST001" or "PGRST002" => 503,
        "PGRST003" => 504,
        "PGRST103" => 416,
        "PGRST105" or "PGRST117" => 405,
        "PGRST106" or "PGRST107" or "PGRST116" => 406,
        "PGRST202" or "PGRST205" or "PGRST125" => 404,
        "PGRST203" => 300,
        "PGRST300" => 500,
        "PGRST301" or "PGRST302" or "PGRST303" => 401,
        _ when code.StartsWith("PGRST", StringComparison.Ordinal) => 400,
        _ => OfState(code, isAnonymous),
    };

    private static int OfState(string code, bool isAnonymous) => code switch
    {
        "23503" or "23505" => 409,
        "25006" => 405,
        "42883" or "42P01" => 404,
        "42P17" or "53400" => 500,
        "42501" => isAnonymous ? 401 : 403,
        "57P01" => 503,
        "P0001" => 400,
        ['P', 'T', .. var status] when int.TryParse(status, out int chosen) => chosen,
        _ => code[..2] switch
        {
            "08" or "53" => 503,
            "0L" or "0P" or "28" => 403,
            "09" or "25" or "2D" or "38" or "39" or "3B" or "40" or "54" or "55" or "57" or "58" or "F0" or "HV" or "P0" or "XX" => 500,
            _ => 400,
        },
    };
}
