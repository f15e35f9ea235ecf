using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Storage.Redis.Owners;

/// <summary>What is told of owners.</summary>
internal sealed partial class OwnerLog(ILogger log)
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Runs} earlier runs of this silo have left rows: those whose markets nobody has taken are sent before anything else")]
    public partial void Leftover(int runs);

    [LoggerMessage(Level = LogLevel.Warning, Message = "This process was not heard of in Redis for so long that others may have taken its markets: it asks for each of them before it writes")]
    public partial void Lapsed();

    [LoggerMessage(Level = LogLevel.Warning, Message = "Redis does not say who owns which market ({Words}): rows wait in the spool until it does")]
    public partial void NotAsked(string words);
}
