using SqueezeFlow.Core.Storage;

namespace SqueezeFlow.Storage.Tests.Contract;

/// <summary>A store under the battery, empty at first.</summary>
internal interface IContractStore : IAsyncDisposable
{
    IBarStore Bars { get; }

    IOpenInterestStore OpenInterest { get; }

    /// <summary>Gives a store that makes longer bars of shorter ones the time to do so, for all that is written so far.</summary>
    Task SettleAsync();
}
