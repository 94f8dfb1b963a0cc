using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json;
using SyncKit.Connections;
using SyncKit.Delivery;
using SyncKit.Faults;
using SyncKit.Intents;

namespace SyncKit.Core.Tests.World;

/// <summary>The fake books of all tenants: documents with versions, customers, idempotency keys. They outlive hosts.</summary>
internal sealed partial class Books
{
    private readonly Lock gate = new();
    private readonly Dictionary<(ConnectionId Lane, string RequestId), (byte[] Content, WriteAnswer Answer)> answered = [];
    private readonly Dictionary<(ConnectionId Lane, string Id), BookDocument> documents = [];
    private readonly Dictionary<(ConnectionId Lane, string Email), string> customers = [];
    private readonly Dictionary<(ConnectionId Lane, string Id), DateTimeOffset> changedAt = [];
    private readonly Dictionary<(ConnectionId Lane, string Id), string> deleted = [];
    private int lastId;

    /// <summary>How many calls were under way in one lane from different hosts at once.</summary>
    public int Overlaps { get; private set; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public bool GivesFingerprints { get; set; }

    /// <summary>Before when the books forgot what was changed.</summary>
    public DateTimeOffset ForgotChangesBefore { get; set; } = DateTimeOffset.MinValue;

    /// <summary>Whether a list of changes still has documents as they were before their last write.</summary>
    public bool ListsBehind { get; set; }

    /// <summary>Says what happens when changes are listed; nothing special when absent.</summary>
    public Func<ConnectionId, Failure?>? OnListChanges { get; set; }

    public HashSet<string> CurableCodes { get; } = [];

    /// <summary>Since when changes were asked for, one after the other.</summary>
    public List<DateTimeOffset> ChangesAsked { get; } = [];

    public int BatchSize { get; set; } = 2;

    public int CustomerLookUps { get; set; }

    public int BudgetsImported { get; set; }

    public int LookUps { get; private set; }

    public bool RemembersKeys { get; set; } = true;

    /// <summary>What is off in the totals that are answered.</summary>
    public decimal Rounding { get; set; }

    public string AnswersCurrency { get; set; } = "USD";

    /// <summary>Says what happens to a call; nothing special when absent.</summary>
    public Func<ConnectionId, Intent, Mishap?>? OnSend { get; set; }

    /// <summary>Says what happens to a look-up; nothing special when absent.</summary>
    public Func<ConnectionId, Intent, Failure?>? OnLookUp { get; set; }

    /// <summary>Why one target is refused; <see langword="null"/> lets it pass.</summary>
    public Func<BookDocument, Failure?>? Refuse { get; set; }

    /// <summary>When references must be looked up anew; never when absent.</summary>
    public Func<DateTimeOffset>? ReferencesExpire { get; set; }

    /// <summary>How long the account's limits keep a call from starting; not at all when absent.</summary>
    public Func<Intent, TimeSpan>? OnTimeToStart { get; set; }

    public List<(ConnectionId Lane, string RequestId, string Content)> Calls { get; } = [];

    public IReadOnlyList<BookDocument> Of(ConnectionId lane)
    {
        lock (gate)
        {
            return [.. documents.Where(row => row.Key.Lane == lane).Select(row => row.Value)];
        }
    }

    /// <summary>What counts, by the mark of the order.</summary>
    public IReadOnlyList<BookDocument> Counting(ConnectionId lane) => [.. Of(lane).Where(document => !document.IsVoided && document.Kind != "Payment")];

    public void DropCustomers(ConnectionId lane)
    {
        lock (gate)
        {
            foreach ((ConnectionId, string Email) key in customers.Keys.Where(key => key.Lane == lane).ToArray())
            {
                customers.Remove(key);
            }
        }
    }

    public string? Customer(ConnectionId lane, string email)
    {
        lock (gate)
        {
            return customers.GetValueOrDefault((lane, email));
        }
    }

    public IDisposable Enter(ConnectionId lane, string host) => new Visit(this, lane, host);

    public WriteAnswer Send(ConnectionId lane, Intent intent)
    {
        string content = System.Text.Encoding.UTF8.GetString(intent.Content.Span);
        Mishap? mishap;
        lock (gate)
        {
            Calls.Add((lane, intent.RequestId, content));
        }

        mishap = OnSend?.Invoke(lane, intent);
        if (mishap is { IsLost: true, Failure: { } lost })
        {
            return WriteAnswer.Failed(lost);
        }

        lock (gate)
        {
            WriteAnswer answer = Apply(lane, intent);
            return mishap?.Failure is { } failure ? WriteAnswer.Failed(failure) : answer;
        }
    }

    public WriteAnswer LookUp(ConnectionId lane, Intent intent)
    {
        LookUps++;
        if (OnLookUp?.Invoke(lane, intent) is { } failure)
        {
            return WriteAnswer.Failed(failure);
        }

        lock (gate)
        {
            BookDocument[] asked = JsonSerializer.Deserialize<BookDocument[]>(intent.Content.Span)!;
            return WriteAnswer.Of([.. intent.Targets.Select(target =>
            {
                BookDocument sent = asked.Single(document => document.Target == target.Id);
                if (sent.Kind == "Customer")
                {
                    return new TargetAnswer
                    {
                        TargetId = target.Id,
                        Written = customers.TryGetValue((lane, sent.Customer), out string? id) ? new WrittenDocument(id, "", 0, 0, "") : null,
                    };
                }

                BookDocument? found = sent.Id.Length > 0
                    ? documents.GetValueOrDefault((lane, sent.Id))
                    : documents.Where(row => row.Key.Lane == lane).Select(row => row.Value)
                        .FirstOrDefault(document => document.Marker == sent.Marker && document.Generation == sent.Generation);
                return new TargetAnswer { TargetId = target.Id, Written = found is null ? null : Written(found) };
            })]);
        }
    }

    private WriteAnswer Apply(ConnectionId lane, Intent intent)
    {
        (byte[] Content, WriteAnswer Answer) before = default;
        if (RemembersKeys && answered.TryGetValue((lane, intent.RequestId), out before))
        {
            before.Content.Should().Equal(intent.Content.ToArray(), "a resend is the same bytes with the same key");
        }

        // What was done is not done again; what was refused may be accepted this time.
        Dictionary<string, TargetAnswer> done = (before.Answer?.Targets ?? []).Where(target => target.Written is not null)
            .ToDictionary(target => target.TargetId, StringComparer.Ordinal);
        BookDocument[] sent = JsonSerializer.Deserialize<BookDocument[]>(intent.Content.Span)!;
        WriteAnswer answer = WriteAnswer.Of([.. sent.Select(document => done.GetValueOrDefault(document.Target) ?? Apply(lane, document))]);
        answered[(lane, intent.RequestId)] = (intent.Content.ToArray(), answer);
        return answer;
    }

    private TargetAnswer Apply(ConnectionId lane, BookDocument sent)
    {
        if (Refuse?.Invoke(sent) is { } refusal)
        {
            return new TargetAnswer { TargetId = sent.Target, Failure = refusal };
        }

        if (sent.Kind == "Customer")
        {
            customers.TryGetValue((lane, sent.Customer), out string? known).Should().BeFalse("no customer is created twice");
            string customer = $"c{++lastId}";
            customers[(lane, sent.Customer)] = customer;
            return new TargetAnswer { TargetId = sent.Target, Written = new WrittenDocument(customer, "0", 0, 0, "") { Attributes = Attributes() } };
        }

        if (sent.Id.Length == 0)
        {
            if (!customers.ContainsValue(sent.Customer))
            {
                return new TargetAnswer { TargetId = sent.Target, Failure = Failing.With(FailureKind.Stale, "reference.gone") };
            }

            BookDocument created = sent with { Id = $"d{++lastId}", Version = "0", Total = sent.Total + Rounding, Currency = AnswersCurrency };
            documents[(lane, created.Id)] = created;
            changedAt[(lane, created.Id)] = Time.GetUtcNow();
            return new TargetAnswer { TargetId = sent.Target, Written = Written(created) };
        }

        if (!documents.TryGetValue((lane, sent.Id), out BookDocument? there) || there.Version != sent.Version)
        {
            return new TargetAnswer { TargetId = sent.Target, Failure = Failing.With(FailureKind.Stale, "version.old") };
        }

        BookDocument changed = sent with
        {
            Version = Next(there.Version),
            Total = sent.IsVoided ? 0 : sent.Total + Rounding,
            Tax = sent.IsVoided ? 0 : sent.Tax,
            Currency = AnswersCurrency,
        };
        documents[(lane, sent.Id)] = changed;
        changedAt[(lane, sent.Id)] = Time.GetUtcNow();
        return new TargetAnswer { TargetId = sent.Target, Written = Written(changed) };
    }

    public Dictionary<string, string> Attributes() => ReferencesExpire is null
        ? []
        : new() { [Transforming.ResolvedReference.ExpiresAtAttribute] = ReferencesExpire().ToString("O", CultureInfo.InvariantCulture) };

    private WrittenDocument Written(BookDocument document) =>
        new(document.Id, document.Version, document.Total, document.Tax, document.Currency)
        {
            IsVoided = document.IsVoided,
            Fingerprint = GivesFingerprints ? document.Fingerprint : string.Empty,
            Date = GivesFingerprints ? new DateOnly(2026, 3, 1) : null,
        };

    private static string Next(string version) => (int.Parse(version, CultureInfo.InvariantCulture) + 1).ToString(CultureInfo.InvariantCulture);

    private sealed class Visit : IDisposable
    {
        private static readonly ConcurrentDictionary<(Books Books, ConnectionId Lane), ConcurrentDictionary<string, int>> Visitors = new();
        private readonly ConcurrentDictionary<string, int> here;
        private readonly string host;

        public Visit(Books books, ConnectionId lane, string host)
        {
            this.host = host;
            here = Visitors.GetOrAdd((books, lane), _ => new());
            here.AddOrUpdate(host, 1, (_, count) => count + 1);
            if (here.Count(visitor => visitor.Value > 0) > 1)
            {
                lock (books.gate)
                {
                    books.Overlaps++;
                }
            }
        }

        public void Dispose() => here.AddOrUpdate(host, 0, (_, count) => count - 1);
    }
}
