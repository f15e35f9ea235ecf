using Microsoft.Extensions.Logging;
using SqueezeFlow.Core.Orders;

namespace SqueezeFlow.Grains.Execution.Accounts;

/// <summary>What an executor works with; nothing of it is another account's.</summary>
/// <param name="Gateway">The account.</param>
/// <param name="Desk">Takes the steps of its signals.</param>
/// <param name="Limits">Its limits.</param>
/// <param name="Log">Names the account, where it is not main.</param>
/// <param name="ResultLog">The same, for what positions brought.</param>
/// <param name="IsOneOfSeveral">Whether there are other accounts.</param>
internal sealed record AccountDesk(IOrderGateway Gateway, OrderDesk Desk, ExecutionOptions Limits, ILogger Log, ILogger ResultLog, bool IsOneOfSeveral);
