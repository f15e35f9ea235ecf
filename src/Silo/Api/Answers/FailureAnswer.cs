using Microsoft.AspNetCore.Diagnostics;

namespace SqueezeFlow.Silo.Api.Answers;

/// <summary>What a caller is told when an answer could not be made: problem details, without the inside of the service.</summary>
internal sealed partial class FailureAnswer(ILogger<FailureAnswer> log) : IExceptionHandler
{
    /// <inheritdoc/>
    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (exception is OperationCanceledException && httpContext.RequestAborted.IsCancellationRequested)
        {
            return true;
        }

        ApiMetrics.Failures.Add(1);
        LogFailure(exception, httpContext.Request.Method, httpContext.Request.Path);
        var answer = exception switch
        {
            BadHttpRequestException bad => Results.Problem(title: "The request cannot be understood", detail: bad.Message, statusCode: bad.StatusCode),
            TimeoutException => Problems.Unavailable("A part of the service", "it did not answer in time; look at /health"),
            OrleansException or OperationCanceledException => Problems.Unavailable("A part of the service", "it is being taken over by another process; ask again"),
            IOException => Problems.Unavailable("The store", exception.Message),
            _ => Results.Problem(title: "The service failed", detail: $"trace {httpContext.TraceIdentifier}: see the log", statusCode: StatusCodes.Status500InternalServerError),
        };
        httpContext.Response.StatusCode = StatusCodes.Status500InternalServerError;
        await answer.ExecuteAsync(httpContext);
        return true;
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "{Method} {Path} failed.")]
    private partial void LogFailure(Exception exception, string method, string path);
}
