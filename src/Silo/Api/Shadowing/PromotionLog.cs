namespace SqueezeFlow.Silo.Api.Shadowing;

internal static partial class PromotionLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "Shadow {Name} (parameters {Hash}) is to become live: written to {File}, which the next start may take")]
    public static partial void Promoted(ILogger logger, string name, string hash, string file);
}
