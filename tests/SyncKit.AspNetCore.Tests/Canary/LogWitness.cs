using System.Globalization;
using Microsoft.Extensions.Logging;

namespace SyncKit.AspNetCore.Tests.Canary;

/// <summary>Takes down each log line of every level, with its values, its scopes and its exception.</summary>
internal sealed class LogWitness(Witness witness) : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void Dispose()
    {
    }

    private sealed class Logger(LogWitness owner, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            string place = $"{category}/{eventId.Id}";
            owner.Say(place, formatter(state, exception));
            owner.Say($"{place} exception", exception?.ToString());
            owner.SayValues(place, state);
            owner.scopes.ForEachScope((scope, _) => owner.SayValues($"{place} scope", scope), 0);
        }
    }

    private void Say(string place, string? text) => witness.See("log", place, text);

    private void SayValues(string place, object? state)
    {
        if (state is not IEnumerable<KeyValuePair<string, object?>> values)
        {
            Say(place, state?.ToString());
            return;
        }

        foreach ((string name, object? value) in values)
        {
            Say($"{place} {{{name}}}", $"{name}={Convert.ToString(value, CultureInfo.InvariantCulture)}");
        }
    }
}
