using System.Globalization;

namespace SqueezeFlow.Storage.Sqlite.Engine;

/// <summary>How the writing connection is set up.</summary>
internal static class WriterSession
{
    private const string Settings =
        """
        PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY;
        PRAGMA journal_size_limit = 67108864
        """;

    /// <summary>Opens the file for writing, capped as configured, with its tables up to date.</summary>
    /// <exception cref="IOException">It cannot be opened; the message says why and what to do.</exception>
    public static SqliteSession Open(string path, DataOptions options)
    {
        var session = SqliteSession.Open(path, options.BusyTimeout);
        try
        {
            session.Execute(Settings);
            if (options.MaxFileBytes > 0)
            {
                var pages = Math.Max(1, options.MaxFileBytes / session.Scalar("PRAGMA page_size"));
                session.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {Math.Min(pages, 0xFFFFFFFE)}"));
            }

            Schema.Upgrade(session);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }
}
