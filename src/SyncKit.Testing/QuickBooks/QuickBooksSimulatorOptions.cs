namespace SyncKit.Testing.QuickBooks;

/// <summary>How a <see cref="QuickBooksSimulator"/> behaves where QuickBooks is undocumented, contradictory or slow.</summary>
public sealed class QuickBooksSimulatorOptions
{
    /// <summary>The clock for everything: tokens, limits, retention, timestamps.</summary>
    /// <value>The default is <see cref="TimeProvider.System"/>.</value>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>The seed of everything that looks random: tokens, realm ids, batch order. The same seed gives the same run.</summary>
    /// <value>The default is 1.</value>
    public int Seed { get; set; } = 1;

    /// <summary>When the refresh token changes.</summary>
    /// <value>The default is <see cref="QuickBooks.RefreshRotation.After24Hours"/>.</value>
    public RefreshRotation RefreshRotation { get; set; }

    /// <summary>How long a replaced refresh token is still accepted.</summary>
    /// <value>The default is zero: it is dead at once.</value>
    public TimeSpan OldRefreshTokenGrace { get; set; }

    /// <summary>Whether using an already replaced refresh token is taken for theft and revokes the whole grant.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ParallelRefreshKillsGrant { get; set; } = true;

    /// <summary>How long an access token lives.</summary>
    /// <value>The default is 3600 seconds.</value>
    public TimeSpan AccessTokenLife { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long answers to writes are remembered by their <c>requestid</c>.</summary>
    /// <value>The default is 24 hours.</value>
    public TimeSpan RequestIdRetention { get; set; } = TimeSpan.FromHours(24);

    /// <summary>What a repeated <c>requestid</c> is answered.</summary>
    /// <value>The default is <see cref="DuplicateRequestIdAnswer.Replay"/>.</value>
    public DuplicateRequestIdAnswer DuplicateRequestId { get; set; }

    /// <summary>Whether batch items run, and are answered, in a shuffled order.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool ShuffleBatch { get; set; } = true;

    /// <summary>What happens to negative sales lines.</summary>
    /// <value>The default is <see cref="QuickBooks.NegativeLines.AcceptedWhenTotalIsNotNegative"/>.</value>
    public NegativeLines NegativeLines { get; set; }

    /// <summary>Whether characters outside the Basic Multilingual Plane (emoji) are refused with fault 2040 in US companies.</summary>
    /// <value>The default is <see langword="true"/>.</value>
    public bool RefuseEmoji { get; set; } = true;

    /// <summary>Whether <c>ORDERBY Id</c> sorts. When it does not, rows come newest first whatever was asked.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool OrderByIdSorts { get; set; }

    /// <summary>Whether answers carry a member that no published schema knows, as QuickBooks adds them without notice.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool AddUnknownMembers { get; set; }

    /// <summary>Whether webhooks come in the shape before CloudEvents.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool LegacyWebhooks { get; set; }

    /// <summary>Whether change data capture returns at most 1000 objects for each entity instead of for the whole request.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool ChangesPerEntity { get; set; }

    /// <summary>Whether every fault answers in XML although JSON was asked for.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool FaultsAsXml { get; set; }

    /// <summary>Whether validation faults come with HTTP status 200 instead of 400, which QuickBooks reserves the right to do.</summary>
    /// <value>The default is <see langword="false"/>.</value>
    public bool FaultsWithStatus200 { get; set; }

    /// <summary>
    /// A file written by <see cref="QuickBooksSimulator.SaveAsync"/> that the simulator goes on from: same companies, entities, tokens and remembered answers.
    /// How it behaves comes from these options; counters, meters and quotas start at zero.
    /// </summary>
    /// <value>The default is <see langword="null"/>: it starts without companies.</value>
    public string? LoadFrom { get; set; }

    /// <summary>The redirect addresses that the app is registered with, which consents have to name to the letter.</summary>
    /// <value>The default is <see langword="null"/>: any address will do.</value>
    public IReadOnlyList<Uri>? RedirectAddresses { get; set; }

    /// <summary>The limits on calls.</summary>
    /// <value>The default has every published limit on.</value>
    public QuickBooksLimits Limits { get; set; } = new();
}
