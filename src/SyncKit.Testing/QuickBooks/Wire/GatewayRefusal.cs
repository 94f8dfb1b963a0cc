namespace SyncKit.Testing.QuickBooks.Wire;

/// <summary>The faults of the gateway in front of the company: who may call, and how often.</summary>
internal static class GatewayRefusal
{
    public static RefusalException TokenExpired(string token) =>
        Gateway(401, "AUTHENTICATION", "3200", "message=AuthenticationFailed; errorCode=003200; statusCode=401", $"Token expired: {token}");

    public static RefusalException TokenMissing() =>
        Gateway(401, "AUTHENTICATION", "3202", "message=AuthenticationFailed; errorCode=003202; statusCode=401", "Token is empty");

    public static RefusalException NotAuthorized() =>
        Gateway(403, "SERVICE", "3100", "message=ApplicationAuthorizationFailed; errorCode=003100; statusCode=403", null);

    public static RefusalException UserLostAccess() =>
        Gateway(401, "AUTHENTICATION", "120", "message=AuthorizationFailure; errorCode=000120; statusCode=401", "Authorization Failure : -11014-You do not have access to use QuickBooks Online Plus.");

    public static RefusalException Throttled() =>
        new(
            429,
            "SERVICE",
            [new FaultError("3001", "message=ThrottleExceeded; errorCode=003001; statusCode=429", "The request limit was reached.  Try again later", null)]);

    private static RefusalException Gateway(int status, string type, string code, string message, string? detail) =>
        new(status, type, [new FaultError(code, message, detail, null)], fromGateway: true);
}
