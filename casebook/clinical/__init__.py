"""What happened to the patient, typed as what it is: when, which test with which result, which drug at which dose."""
