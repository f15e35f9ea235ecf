using Microsoft.Extensions.Logging;

namespace SqueezeFlow.Storage.Spool;

/// <summary>What the spool says.</summary>
internal sealed partial class SpoolLog(ILogger log)
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The store does not take what waits in {Directory}: {Words}; it is kept there and follows")]
    public partial void Fails(string directory, string words);

    [LoggerMessage(Level = LogLevel.Information, Message = "The store takes what waits in {Directory} again, after {Seconds:0} s")]
    public partial void Answers(string directory, double seconds);

    [LoggerMessage(Level = LogLevel.Error, Message = "Sending broke off in an unforeseen way; it is tried again")]
    public partial void Broke(Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Points} points were refused by the store for good and set aside in {Folder}: {Words}")]
    public partial void DeadLettered(int points, string folder, string words);

    [LoggerMessage(Level = LogLevel.Error, Message = "The spool {Directory} is full: the oldest points are dropped unsent. Bring the store back, or raise Spool:MaxBytes")]
    public partial void Dropping(string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "The spool {Directory} has room again; {Points} points were dropped unsent since the start")]
    public partial void Relieved(string directory, long points);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{File} ended in an unfinished append of {Bytes} bytes, which was cut off: the process that wrote it was killed")]
    public partial void Torn(string file, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "{File} is damaged from byte {At}: {Bytes} bytes are lost and were passed over. Check the disk")]
    public partial void Damaged(string file, long at, long bytes);

    [LoggerMessage(Level = LogLevel.Error, Message = "The spool fails: {Words}")]
    public partial void DoesNotWork(string words);

    [LoggerMessage(Level = LogLevel.Information, Message = "The spool {Directory} works again")]
    public partial void WorksAgain(string directory);

    [LoggerMessage(Level = LogLevel.Information, Message = "{Points} points wait in {Directory}; they are sent after the next start")]
    public partial void Left(long points, string directory);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Points} points of {Directory} are not sent: other processes have taken their markets since, and have counted them or listed what is missing")]
    public partial void Fenced(int points, string directory);
}
