using SqueezeFlow.Core.Orders;
using SqueezeFlow.Core.Orders.Accounts;
using SqueezeFlow.Core.Signals;
using SqueezeFlow.Core.Signals.Results;
using SqueezeFlow.Core.Signals.Trail;
using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Storage.Tests.Contract;

/// <summary>A store of records that begins empty.</summary>
public interface IRecordStore : IAsyncDisposable
{
    ISignalPublisher Signals { get; }

    ISignalResults Results { get; }

    ISignalTrail Trail { get; }

    ISignalStatistics Statistics { get; }

    IKeyValueStore Values { get; }

    IPaperLedger Paper { get; }

    IPaperLedgers Ledgers { get; }

    IStoreUpkeep Upkeep { get; }

    /// <summary>The same records as another run of the service finds them; this one goes on.</summary>
    Task<IRecordStore> ReopenAsync();
}
