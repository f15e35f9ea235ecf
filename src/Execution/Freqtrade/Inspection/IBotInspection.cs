using SqueezeFlow.Core.Views.Accounts;

namespace SqueezeFlow.Execution.Freqtrade.Inspection;

/// <summary>Looks at everything that the bot tells of itself, and judges it. Safe for concurrent use.</summary>
public interface IBotInspection
{
    /// <summary>Every check, in the order in which a reader would mend things. Never throws for a bot that is down or talks nonsense.</summary>
    Task<IReadOnlyList<AccountCheckView>> InspectAsync(EntryExpectations expected, CancellationToken cancellationToken);
}
